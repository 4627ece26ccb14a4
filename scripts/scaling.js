// @ts-check
// Servers made of more and more files of the same shape, to see that the time of inspection grows as they do: used by ecosystem.js.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files reached by each server. */
const SIZES = [100, 200, 400, 800, 1600];

/** @param {number} index */
const routerOf = (index) => `import { Router } from 'express';
import { check } from '../policy.js';
import * as service from '../services/service${index}.js';

export const router${index} = Router();
router${index}.get('/items', async (req, res) => {
  if (!check(req.user, 'read')) return res.status(403).end();
  res.json(await service.list(req.user.team));
});
router${index}.post('/items', async (req, res) => {
  if (!check(req.user, 'write')) return res.status(403).end();
  res.json(await service.create(req.body, req.user));
});
`;

/** @param {number} index */
const serviceOf = (index) => `import { pool } from '../database.js';

export async function list(team) {
  const { rows } = await pool.query('SELECT * FROM items${index} WHERE team_id = $1', [team]);
  for (const row of rows) row.owner = (await pool.query('SELECT * FROM users WHERE id = $1', [row.user_id])).rows[0];
  return rows;
}

export async function create(body, user) {
  await pool.query('INSERT INTO items${index} (name, user_id) VALUES ($1, $2)', [body.name, user.id]);
  const answer = await fetch('https://search.example.com/index', { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error('not indexed');
  return body;
}
`;

const POLICY = `const rules = { read: (user) => user.active, write: (user) => user.active && user.role === 'editor' };

export function check(user, action) {
  if (!user) return false;
  return user.role === 'admin' || rules[action](user);
}
`;

/** @param {number} count */
function filesOf(count) {
  const routers = Array.from({ length: (count - 4) / 2 }, (_, index) => index);
  const server = `import express from 'express';
${routers.map((index) => `import { router${index} } from './routers/router${index}.js';`).join('\n')}

const app = express();
app.use(express.json());
${routers.map((index) => `app.use('/r${index}', router${index});`).join('\n')}
app.listen(3000);
`;
  return {
    'package.json': JSON.stringify({
      name: 'many',
      type: 'module',
      main: 'server.js',
      dependencies: { express: '4', pg: '8' },
    }),
    'server.js': server,
    'database.js': "import pg from 'pg';\n\nexport const pool = new pg.Pool();\n",
    'policy.js': POLICY,
    ...Object.fromEntries(
      routers.flatMap((index) => [
        [`routers/router${index}.js`, routerOf(index)],
        [`services/service${index}.js`, serviceOf(index)],
      ]),
    ),
  };
}

/**
 * Measures each size with a function that reads a folder of so many files.
 * @template T
 * @param {(folder: string, size: number) => T} measure
 * @returns {readonly T[]}
 */
export function scaling(measure) {
  return SIZES.map((size) => {
    const folder = mkdtempSync(join(tmpdir(), 'jauge-scaling-'));
    try {
      for (const name of ['routers', 'services']) mkdirSync(join(folder, name));
      for (const [path, text] of Object.entries(filesOf(size))) writeFileSync(join(folder, path), text);
      return measure(folder, size);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
