import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureBuilt, root } from '../../scripts/prepare.js';

// The command as people get it: the built file, in a process of its own.

export const bin: string = join(root, 'dist', 'cli', 'bin.js');
export const koomy: string = join(root, 'examples', 'koomy');
export const languages = ['fr', 'en'] as const;

export interface Run {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Circumstances {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another Node than the one that runs the tests. */
  readonly node?: string;
}

/** Builds when the sources are newer; `npm test` has already done so. */
export function ready(): void {
  ensureBuilt(() => undefined);
}

/** Runs the command. The environment is bare, so that nothing of this machine's platform shows. */
export function jauge(words: readonly string[], { cwd, env, node = process.execPath }: Circumstances = {}): Run {
  return launch(node, [bin, ...words], {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  });
}

export function launch(command: string, words: readonly string[], { cwd, env }: Circumstances = {}): Run {
  const child = spawnSync(command, [...words], {
    cwd: cwd ?? root,
    env: { PATH: process.env['PATH'], HOME: tmpdir(), ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.error !== undefined) throw child.error;
  return { exitCode: child.status, out: child.stdout, err: child.stderr };
}

/** A folder of its own, readable by all, gone when the machine cleans its temporary files. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jauge-')));
  chmodSync(folder, 0o755);
  return folder;
}

/** Writes a project: paths to texts. Returns its folder. */
export function projectOf(files: Readonly<Record<string, string>>, folder: string = scratch()): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A small library: readers borrow books. Enough for a report, short enough to read. */
export const LIBRARY: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'library',
    type: 'module',
    scripts: { start: 'node server/index.js' },
    dependencies: { express: '^4.21.0', pg: '^8.13.0', bcryptjs: '^2.4.3' },
    engines: { node: '20.x' },
  }),
  'server/index.js': `import express from 'express';
import bcrypt from 'bcryptjs';
import { pool } from './db.js';

const app = express();
app.use(express.json());

app.get('/api/books', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM books');
  res.json(rows);
});

app.post('/api/login', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM readers WHERE email = $1', [req.body.email]);
  if (!(await bcrypt.compare(req.body.password, rows[0].password_hash))) return res.status(401).end();
  res.json({ id: rows[0].id });
});

app.post('/api/loans', async (req, res) => {
  await pool.query('INSERT INTO loans (reader_id, book_id) VALUES ($1, $2)', [req.body.reader, req.body.book]);
  res.status(201).end();
});

app.listen(3000);
`,
  'server/db.js': `import pg from 'pg';
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
`,
};

/** Ordinary spaces in place of the no-break ones that typography asks for. */
export function plain(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, ' ');
}

/** Text without colours. */
export function uncolored(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is looked for.
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

/** Every entry of a folder with its time, size, mode and content. */
export function photograph(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(['.', ...paths].map((path) => [path, describe(join(folder, path))]));
}

function describe(path: string): string {
  const stat = lstatSync(path);
  const content = stat.isFile() ? readFileSync(path) : stat.isSymbolicLink() ? readlinkSync(path) : '';
  return [stat.mode, stat.size, stat.mtimeMs, createHash('sha256').update(content).digest('hex')].join(' ');
}
