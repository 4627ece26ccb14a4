import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { jauge, LIBRARY, languages, launch, plain, projectOf, type Run, ready, scratch } from './command.ts';

// Projects in a bad state: what cannot be read is said, the rest is analysed.

beforeAll(ready);

interface Reading {
  readonly inventory: {
    readonly project: { readonly filesSeen: number };
    readonly routes: readonly { readonly id: string }[];
    readonly unknowns: readonly {
      readonly message: { readonly key: string };
      readonly at?: { readonly file: string };
    }[];
  };
}

function readingOf(run: Run): Reading {
  expect(run.err).toBe('');
  expect(run.exitCode).toBe(0);
  return JSON.parse(run.out) as Reading;
}

const inspected = (folder: string): Reading => readingOf(jauge([folder, '--format', 'json']));
const routesOf = ({ inventory }: Reading): readonly string[] => inventory.routes.map(({ id }) => id);
const unknownsOf = ({ inventory }: Reading): readonly string[] =>
  inventory.unknowns.map(({ message, at }) => (at === undefined ? message.key : `${message.key} ${at.file}`));

const ROUTES = ['GET /api/books', 'POST /api/login', 'POST /api/loans'];

/** The library, with one more router in a file of its own. */
function withRouter(text: string): Record<string, string> {
  const server = (LIBRARY['server/index.js'] ?? '')
    .replace('import { pool }', "import reviews from './reviews.js';\nimport { pool }")
    .replace('app.listen', "app.use('/api/reviews', reviews);\napp.listen");
  return { ...LIBRARY, 'server/index.js': server, 'server/reviews.js': text };
}

const REVIEWS = `import { Router } from 'express';
import { pool } from './db.js';
const reviews = Router();
reviews.get('/', async (req, res) => res.json((await pool.query('SELECT * FROM reviews LIMIT 20')).rows));
export default reviews;
`;

describe('a sound project', () => {
  it('shows its routes', () => {
    expect(routesOf(inspected(projectOf(withRouter(REVIEWS))))).toEqual(
      expect.arrayContaining([...ROUTES, 'GET /api/reviews']),
    );
  });
});

describe('syntax errors', () => {
  const broken = REVIEWS.replace('async (req', 'async ((req');

  it('in one file are reported, the rest is analysed', () => {
    const reading = inspected(projectOf(withRouter(broken)));
    expect(routesOf(reading)).toEqual(expect.arrayContaining(ROUTES));
    expect(unknownsOf(reading).join('\n')).toContain('server/reviews.js');
  });

  it.each(languages)('are named in the report (%s)', (language) => {
    const run = jauge([projectOf(withRouter(broken)), '--lang', language]);
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(run.out).toContain('server/reviews.js');
  });

  it('in the file of the server leave a report or a clear refusal', () => {
    const run = jauge([projectOf({ ...LIBRARY, 'server/index.js': `${LIBRARY['server/index.js']}\nconst = ;\n` })]);
    expect([0, 3]).toContain(run.exitCode);
    expect(run.out + run.err).toContain('server/index.js');
    expect(run.err).not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['an empty file', ''],
    ['bytes that are not text', '\u0000\ufffd\u0001PNG'],
    ['a file of one endless line', `export const letters = '${'a'.repeat(1_500_000)}';`],
    ['calls nested very deep', `export default ${'f('.repeat(3000)}1${')'.repeat(3000)};`],
    ['a list nested very deep', `export default ${'['.repeat(5000)}${']'.repeat(5000)};`],
    ['files that import each other', "import './index.js';\nexport { default } from './reviews.js';"],
    ['a file beyond two megabytes', `export default () => 1;\n// ${'x'.repeat(2_100_000)}`],
  ])('and %s do not stop the rest', (_, text) => {
    expect(routesOf(inspected(projectOf(withRouter(text))))).toEqual(expect.arrayContaining(ROUTES));
  });
});

describe('large and tangled folders', () => {
  it('of 10,000 files are read', () => {
    const folder = projectOf(LIBRARY);
    for (let shelf = 0; shelf < 100; shelf += 1) {
      mkdirSync(join(folder, 'content', `shelf-${shelf}`), { recursive: true });
      for (let book = 0; book < 100; book += 1)
        writeFileSync(
          join(folder, 'content', `shelf-${shelf}`, `book-${book}.ts`),
          `export const title = 'Book ${book}';\n`,
        );
    }
    const reading = inspected(folder);
    expect(reading.inventory.project.filesSeen).toBe(10_003);
    expect(routesOf(reading)).toEqual(expect.arrayContaining(ROUTES));
  });

  it('with loops of symbolic links come to an end', () => {
    const folder = projectOf(withRouter(REVIEWS));
    symlinkSync('..', join(folder, 'server', 'up'));
    symlinkSync('.', join(folder, 'self'));
    symlinkSync('two', join(folder, 'one'));
    symlinkSync('one', join(folder, 'two'));
    expect(routesOf(inspected(folder))).toEqual(expect.arrayContaining(ROUTES));
  });

  it('with links that lead out of the project do not lead us out', () => {
    const outside = projectOf({ 'server.js': "export const password = 'a-secret-from-outside';" });
    const folder = projectOf(LIBRARY);
    symlinkSync(outside, join(folder, 'elsewhere'));
    symlinkSync(join(outside, 'server.js'), join(folder, 'server', 'linked.js'));
    symlinkSync('/etc', join(folder, 'etc'));
    const run = jauge([folder, '--format', 'json']);
    expect(run.out).not.toContain('a-secret-from-outside');
    const keys = readingOf(run).inventory.unknowns.map(({ message }) => message.key);
    expect(keys.filter((key) => key === 'unknown.link-outside')).toHaveLength(3);
  });

  it('with a pipe and a socket among their files do not hang', () => {
    const folder = projectOf(LIBRARY);
    execFileSync('mkfifo', [join(folder, 'server', 'routes.js')]);
    expect(routesOf(inspected(folder))).toEqual(expect.arrayContaining(ROUTES));
  });
});

describe('what cannot be read', () => {
  /** The command as a person without rights over the files: everything is loaded first, then the rights are given up. */
  function asNobody(words: readonly string[]): Run {
    const command = join(root, 'dist', 'cli');
    const parts = readdirSync(command).filter(
      (name) => name.endsWith('.js') && !['bin.js', 'studies-worker.js'].includes(name),
    );
    const addresses = parts.map((name) => pathToFileURL(join(command, name)).href);
    const program = `const parts = await Promise.all(${JSON.stringify(addresses)}.map((part) => import(part)));
const { main } = parts[${parts.indexOf('main.js')}];
if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
const terminal = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text), color: false, progress: false };
process.exitCode = await main(${JSON.stringify(words)}, terminal, '0.0.0');`;
    return launch(process.execPath, ['--input-type=module', '--eval', program]);
  }

  it('a file is named, the rest is analysed', () => {
    const folder = projectOf(withRouter(REVIEWS));
    chmodSync(join(folder, 'server', 'reviews.js'), 0o000);
    const reading = readingOf(asNobody([folder, '--format', 'json']));
    expect(unknownsOf(reading)).toContain('unknown.unreadable-file server/reviews.js');
    expect(routesOf(reading)).toEqual(expect.arrayContaining(ROUTES));
  });

  it('a folder is named, the rest is analysed', () => {
    const folder = projectOf({ ...LIBRARY, 'private/keys.js': 'export const keys = 1;\n' });
    chmodSync(join(folder, 'private'), 0o000);
    const reading = readingOf(asNobody([folder, '--format', 'json']));
    expect(reading.inventory.unknowns).toContainEqual(
      expect.objectContaining({
        message: { key: 'unknown.unreadable-folder', params: { path: 'private', reason: 'EACCES' } },
      }),
    );
    expect(routesOf(reading)).toEqual(expect.arrayContaining(ROUTES));
  });

  it.each([
    ['fr', 'ne peut pas être lu : l’accès est refusé'],
    ['en', 'cannot be read: permission is denied'],
  ])('the whole project is refused (%s)', (language, sentence) => {
    const folder = projectOf(LIBRARY, scratch());
    chmodSync(folder, 0o000);
    const run = asNobody([folder, '--lang', language]);
    expect(run).toMatchObject({ exitCode: 3, out: '' });
    expect(plain(run.err)).toContain(sentence);
    expect(run.err).not.toMatch(/^ {4}at /m);
  });
});
