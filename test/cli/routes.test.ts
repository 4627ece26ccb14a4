import { beforeAll, describe, expect, it } from 'vitest';
import { jauge, LIBRARY, languages, plain, projectOf, ready, uncolored } from './command.ts';

// `jauge routes` and `jauge explain`: what one request does, for a person to hold against the source.

beforeAll(ready);

/** The library, with loops, a guard, a transaction, work left behind and two calls that nobody knows. */
const shelves: Readonly<Record<string, string>> = {
  ...LIBRARY,
  'server/index.js': `import express from 'express';
import { shine } from 'unheard-of';
import { pool } from './db.js';

const app = express();
app.use(express.json());

async function booksOf(shelf) {
  const { rows } = await pool.query('SELECT * FROM books WHERE shelf_id = $1', [shelf]);
  return rows;
}

app.get('/api/shelves', async (req, res) => {
  if (!req.query.room) return res.status(400).json({ error: 'which room?' });
  const { rows } = await pool.query('SELECT id FROM shelves');
  const shelves = await Promise.all(rows.map(async (row) => ({ ...row, books: await booksOf(row.id) })));
  shine(shelves);
  res.json(shelves.map((shelf) => shelf.title.toUpperCase()));
});

app.delete('/api/shelves/:id', async (req, res) => {
  await pool.query('BEGIN');
  await pool.query('DELETE FROM books WHERE shelf_id = $1', [req.params.id]);
  await pool.query('COMMIT');
  res.status(204).end();
  await fetch('https://hooks.example.org/shelf');
});

app.post('/api/shelves/:id', (req, res) => res.json({}));
app.listen(3000);
`,
};

describe('jauge explain', () => {
  it('draws the tree of a route, each step with its line and its chain of calls', () => {
    const { exitCode, out } = jauge(['explain', 'GET /api/shelves', projectOf(shelves), '--lang', 'en']);
    expect(exitCode).toBe(0);
    const lines = out.split('\n').map((line) => line.trimEnd());
    const tree = lines.slice(3, lines.indexOf('', 3)).join('\n');
    expect(tree).toContain('middleware express.json — server/index.js:6');
    expect(tree).toContain('rarely, and the request ends there — server/index.js:14');
    expect(tree).toContain('read shelves · reads the whole table · all rows of shelves');
    expect(tree).toMatch(
      /↻ for each row of shelves, all at once · N\+1: over the rows read at\s+│?\s*server\/index\.js:15/,
    );
    expect(tree).toMatch(/│ {2}└─ read books · where shelf_id/);
    expect(tree.replace(/\s+│?\s*/g, ' ')).toContain('server/index.js:9, called from server/index.js:13');
    expect(out).toContain('1 call that was not followed');
    expect(out).toContain('unheard-of: shine — package without knowledge');
  });

  it('shows transactions, and what the answer does not wait for', () => {
    const { out } = jauge(['explain', 'DELETE /api/shelves/:id', projectOf(shelves)]);
    expect(plain(out)).toMatch(
      /transaction : une connexion est retenue d’ici à sa fin — server\/index\.js:22\n.*│ {2}└─ suppression dans books/,
    );
    expect(plain(out)).toMatch(/└─ ⇢ détaché : la réponse ne l’attend pas — .*\n.*appel à hooks\.example\.org/);
  });

  it('finds a route by two words, by its path alone, and by other names of its parameters', () => {
    const folder = projectOf(shelves);
    const whole = jauge(['explain', 'DELETE /api/shelves/:id', folder]);
    expect(whole.exitCode).toBe(0);
    expect(jauge(['explain', 'DELETE', '/api/shelves/:id', folder])).toEqual(whole);
    expect(jauge(['explain', 'delete /api/shelves/:shelf', folder])).toEqual(whole);
    expect(jauge(['explain', '/api/shelves', folder]).out).toContain('GET /api/shelves');
  });

  it('suggests the routes that were meant, and says when several have the path', () => {
    const folder = projectOf(shelves);
    const misspelt = jauge(['explain', 'GET /api/shelfs', folder, '--lang', 'en']);
    expect(misspelt).toMatchObject({ exitCode: 2, out: '' });
    expect(misspelt.err).toContain('Did you mean: GET /api/shelves?');
    expect(jauge(['explain', '/api/shelves/:id', folder, '--lang', 'en']).err).toContain(
      'DELETE /api/shelves/:id and POST /api/shelves/:id',
    );
    expect(plain(jauge(['explain', 'PATCH /xylophone', folder]).err)).toContain('Aucune route PATCH /xylophone.');
    expect(plain(jauge(['explain']).err)).toContain('Quelle route ?');
  });

  it.each(languages)('keeps to a narrow terminal, without colours when asked (%s)', (lang) => {
    const env = { COLUMNS: '44', NO_COLOR: '1', FORCE_COLOR: '0' };
    const { out } = jauge(['explain', 'GET /api/shelves', projectOf(shelves), '--lang', lang], { env });
    expect(out).toBe(uncolored(out));
    for (const line of out.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(46);
    const colored = jauge(['explain', 'GET /api/shelves', projectOf(shelves), '--lang', lang], {
      env: { FORCE_COLOR: '1' },
    });
    expect(colored.out).not.toBe(uncolored(colored.out));
  });

  it('gives the program in JSON, and the tree in Markdown', () => {
    const folder = projectOf(shelves);
    const { out } = jauge(['explain', 'GET /api/shelves', folder, '--format', 'json']);
    const { route } = JSON.parse(out) as { route: { program: { kind: string }; unknownCalls: unknown[] } };
    expect(route.program.kind).toBe('sequence');
    expect(route.unknownCalls).toEqual([
      { name: 'unheard-of: shine', at: { file: 'server/index.js', line: 17 }, why: 'package' },
    ]);
    expect(jauge(['explain', 'GET /api/shelves', folder, '--format', 'markdown']).out).toMatch(
      /^ {2}- \*\*lecture\*\* de `books`/m,
    );
  });
});

describe('jauge routes', () => {
  it('lists the routes with their counts and what deserves a look', () => {
    const { out, exitCode } = jauge(['routes', projectOf(shelves), '--lang', 'en'], { env: { COLUMNS: '150' } });
    expect(exitCode).toBe(0);
    expect(out).toContain('3 routes from server/index.js');
    expect(out).toMatch(/GET \/api\/shelves +server\/index\.js:13 +1–2 \+ +1 +query in a loop, .*1 unknown call/);
    expect(out).toMatch(/DELETE \/api\/shelves\/:id +server\/index\.js:21 +1 +1 +.*transaction, detached/);
  });

  it('gives the same in JSON', () => {
    const { out } = jauge(['routes', projectOf(shelves), '--format', 'json']);
    const { routes } = JSON.parse(out) as { routes: Record<string, unknown>[] };
    expect(routes[1]).toMatchObject({
      id: 'DELETE /api/shelves/:id',
      queries: { least: 1, most: 1, perElement: false },
      calls: { least: 1, most: 1, perElement: false },
      steps: { query: 1, call: 1, transaction: 1, detached: 1 },
      unknownCalls: 0,
    });
  });

  it('shows the ledger: what may have been missed, apart from what has no effect', () => {
    const folder = projectOf(shelves);
    const { out } = jauge(['routes', '--unknown', folder, '--lang', 'en']);
    expect(out).toContain('1 call that was not followed');
    expect(out).toMatch(/unheard-of: shine — package without knowledge[\s\S]*1 route: GET\s+\/api\/shelves/);
    expect(out).toContain('.toUpperCase 1');
    const ledger = JSON.parse(jauge(['routes', '--unknown', folder, '--format', 'json']).out) as Record<
      string,
      unknown
    >;
    expect(ledger['unknownCalls']).toEqual([
      {
        name: 'unheard-of: shine',
        at: { file: 'server/index.js', line: 17 },
        why: 'package',
        routes: ['GET /api/shelves'],
      },
    ]);
    expect(ledger['harmlessCalls']).toContainEqual({ name: '.toUpperCase', why: 'data', places: 1 });
  });

  it('says so when everything was followed', () => {
    expect(jauge(['routes', '--unknown', projectOf(LIBRARY), '--lang', 'en']).out).toContain('No unknown call');
  });
});
