import { expect, test } from 'vitest';
import { inspect, memoryProject, readBodies, readQueries } from '../src/inspect/index.ts';
import { draftOf } from '../src/measure/index.ts';

const SERVER = `import express from 'express';
import pg from 'pg';
const pool = new pg.Pool();
const app = express();
app.use(express.json());
app.use(async (req, res, next) => {
  await pool.query('select * from staff where id = $1', [req.headers.who]);
  await pool.query('update sessions set seen_at = now() where sid = $1', [req.headers.who]);
  next();
});
app.get('/api/cards/:id', async (req, res) => res.json((await pool.query('select * from cards where id = $1', [req.params.id])).rows));
app.get('/api/cards', async (req, res) => res.json((await pool.query('select * from cards where club_id = $1', [req.query.clubId])).rows));
app.post('/api/cards/claim', async (req, res) => {
  const { code } = req.body;
  res.json((await pool.query('select * from cards where card_code = $1', [code])).rows);
});
app.patch('/api/cards/:id', async (req, res) => {
  const { label, months } = req.body;
  res.json(await pool.query('update cards set label = $1, months = $2 where id = $3', [label, months, req.params.id]));
});
app.listen(3000);
`;
const SCHEMA = `create table clubs (id uuid primary key, name text);
create table staff (id uuid primary key, name text);
create table sessions (sid text primary key, seen_at timestamp);
create table cards (id uuid primary key, club_id uuid references clubs (id), card_code text, label text, months integer);
`;

test('values are those of what a route is about, not of what checks who asks', () => {
  const manifest = { name: 'club', type: 'module', dependencies: { express: '5', pg: '8' } };
  const project = memoryProject({
    'package.json': JSON.stringify({ ...manifest, scripts: { start: 'node server.js' } }),
    'server.js': SERVER,
    'schema.sql': SCHEMA,
  });
  const inventory = inspect(project);
  const { requests } = draftOf(
    inventory,
    readBodies(project, inventory.routes),
    readQueries(project, inventory.routes),
  );
  expect(Object.fromEntries(requests.map(({ class: id, path, body }) => [id, [path, body]]))).toEqual({
    'GET /api/cards/:id': ['/api/cards/{{cards_id}}', undefined],
    'GET /api/cards': ['/api/cards?clubId={{clubs_id}}', undefined],
    'POST /api/cards/claim': ['/api/cards/claim', { code: '{{cards_card_code}}' }],
    'PATCH /api/cards/:id': ['/api/cards/{{cards_id}}', { label: 'jauge {{$serial}}', months: 10 }],
  });
});
