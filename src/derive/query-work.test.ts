import { describe, expect, it } from 'vitest';
import { databaseCosts } from '../facts/costs/index.ts';
import { inspect, memoryProject } from '../inspect/index.ts';
import { valuesAt } from '../model/expression.ts';
import { compile, demands } from '../solve/index.ts';
import { derive } from './index.ts';

const SCHEMA = `
CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, password text NOT NULL);
CREATE TABLE orders (id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id), total integer NOT NULL);
CREATE INDEX orders_user ON orders (user_id);`;

/** Milliseconds of the database for one request that sends this statement. */
function databaseTime(statement: string, rows: Readonly<Record<string, number>>): number {
  const server = `import express from 'express'; import { Pool } from 'pg';
    const pool = new Pool(); const app = express();
    app.get('/', async (req, res) => { const { rows } = await pool.query('${statement}', [req.query.id]); res.json(rows.length); });
    app.listen(3000);`;
  const manifest = JSON.stringify({ dependencies: { express: '4', pg: '8' }, scripts: { start: 'node server.js' } });
  const project = memoryProject({ 'package.json': manifest, 'server.js': server, 'schema.sql': SCHEMA });
  const settings = { data: { accounts: rows['users'] ?? 0, rows } };
  const { model } = derive(inspect(project, settings), settings);
  const compiled = compile(model, valuesAt(model.parameters, 'typical'), { 'GET /': 1 });
  return 1000 * (demands(compiled).find(({ station }) => station === 'database')?.demand ?? 0);
}

describe('what a statement costs the database', () => {
  const small = { users: 1000, orders: 20_000 };
  const alone = 'select o.* from orders o where o.user_id = $1';
  const joined = 'select o.*, u.email from orders o join users u on u.id = o.user_id where o.user_id = $1';

  it('counts a plan for each table joined, and a lookup for each row', () => {
    const few = databaseTime(joined, { ...small, orders: 1000 }) - databaseTime(alone, { ...small, orders: 1000 });
    const many = databaseTime(joined, small) - databaseTime(alone, small);
    expect(few).toBeGreaterThan(0.04);
    expect((many - few) / 19).toBeGreaterThan(0.002);
    expect((many - few) / 19).toBeLessThan(0.005);
  });

  it('reads a small table once rather than looking up each of very many rows', () => {
    const everything = 'select o.*, u.email from orders o join users u on u.id = o.user_id';
    const cost = databaseTime(everything, small) - databaseTime('select o.* from orders o', small);
    expect(cost).toBeLessThan(20_000 * 0.003);
  });

  it('reads a row of three columns for less than one of ten, but not in proportion', () => {
    const scan = (users: number) =>
      databaseTime('select count(*) from users where password = $1', { users, orders: 10 });
    const perRow = (scan(11_000) - scan(1000)) / 10_000;
    const ofTen = databaseCosts.find(({ work }) => work === 'row-scanned')?.seconds.typical ?? 0;
    expect(perRow / 1000).toBeGreaterThan(0.4 * ofTen);
    expect(perRow / 1000).toBeLessThan(0.7 * ofTen);
  });
});
