import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureInstalled } from '../examples/koomy/dev/install.js';
import { freePort } from '../scripts/free-port.js';
import { ensureBuilt, root } from '../scripts/prepare.js';
import { schemaFile } from '../scripts/write-schema.js';
import type { MeasuredRoute, Measurement } from '../src/model/measurement.ts';
import { here } from './cli/here.ts';

// What the agent sees of an application that `jauge measure -- node server.js` starts: a real one, with a real database, calling somebody real.

const folder = mkdtempSync(join(tmpdir(), 'jauge-agent-'));
const application = join(folder, 'application');
const file = join(folder, 'measurement.json');
let database: { url: string; stop: () => Promise<void> };
let outside: Server;

const SERVER = `
const express = require('express');
const { Pool } = require('pg');
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get('/api/nothing', (req, res) => res.json({ ok: true }));
app.get('/api/three', async (req, res) => {
  await pool.query('select 1');
  await pool.query('select pg_sleep(0.01)');
  const { rows } = await pool.query('select * from generate_series(1, 5)');
  res.json(rows);
});
app.get('/api/outside/:id', async (req, res) => {
  await Promise.all([fetch(process.env.OUTSIDE + '/a').then((r) => r.text()), fetch(process.env.OUTSIDE + '/b').then((r) => r.text())]);
  await pool.query('select 1');
  res.json({ ok: true });
});
// Nobody asks for these.
setInterval(() => void fetch(process.env.OUTSIDE + '/timer').catch(() => undefined), 20).unref();
app.listen(Number(process.env.PORT));
`;
const CLUSTER = `
const cluster = require('node:cluster');
if (cluster.isPrimary) for (let n = 0; n < 2; n++) cluster.fork();
else require('./server.js');
`;

async function measure(program: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const words = ['measure', application, '--lang', 'en', '--seconds', '3', '--measurement', file, '--requests'];
  const { exitCode, ...heard } = await here(...words, join(folder, 'requests.http'), '--', ...program);
  return { code: exitCode, ...heard };
}

const routes = (): Readonly<Record<string, MeasuredRoute>> =>
  (JSON.parse(readFileSync(file, 'utf8')) as Measurement).routes;
const doors = (): readonly string[] => readdirSync(tmpdir()).filter((name) => /^jauge-\w{6}$/.test(name));

const VARIABLES = ['NODE_PATH', 'PORT', 'DATABASE_URL', 'OUTSIDE', 'NODE_OPTIONS', 'TMPDIR'] as const;
const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));

beforeAll(async () => {
  ensureInstalled(() => undefined);
  ensureBuilt(() => undefined);
  const { startPostgres } = await import('../examples/koomy/dev/postgres.js');
  database = await startPostgres({ folder, port: await freePort() });
  outside = createServer((_, response) => void setTimeout(() => response.end('{}'), 20));
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  process.env['NODE_PATH'] = join(root, 'examples', 'koomy', 'node_modules');
  process.env['PORT'] = String(await freePort());
  process.env['DATABASE_URL'] = database.url;
  process.env['OUTSIDE'] = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  mkdirSync(application);
  // What others leave in the common folder meanwhile is not the agent's.
  process.env['TMPDIR'] = mkdtempSync(join(folder, 'temporary-'));
  symlinkSync(join(root, 'examples', 'koomy', 'node_modules'), join(application, 'node_modules'));
  writeFileSync(join(application, 'server.js'), SERVER);
  writeFileSync(join(application, 'cluster.js'), CLUSTER);
  const dependencies = { express: '^4.21.0', pg: '^8.0.0' };
  writeFileSync(
    join(application, 'package.json'),
    JSON.stringify({ name: 'club', scripts: { start: 'node server.js' }, dependencies }),
  );
  writeFileSync(
    join(folder, 'requests.http'),
    'GET /api/nothing\n\n###\nGET /api/three\n\n###\nGET /api/outside/{{id}}\n# @pool id ["1", "2", "3"]\n',
  );
}, 240_000);

afterEach(() => rmSync(file, { force: true }));
afterAll(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  outside?.closeAllConnections();
  outside?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux')('the agent', () => {
  it('counts the queries and the calls of each route, and leaves nothing behind', async () => {
    const files = readdirSync(application);
    const open = doors();
    const { code, err } = await measure(['npm', 'start']);
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('The agent') });
    const host = new URL(process.env['OUTSIDE'] ?? '').host;
    const { 'GET /api/nothing': nothing, 'GET /api/three': three, 'GET /api/outside/:id': calling } = routes();
    expect(nothing?.requests).toBeGreaterThan(0);
    expect(nothing).not.toHaveProperty('queries');
    expect(nothing).not.toHaveProperty('calls');
    expect(three?.queries).toMatchObject({ low: 3, typical: 3, high: 3, way: 'drive' });
    expect(three?.rows).toMatchObject({ low: 7, typical: 7, high: 7 });
    expect(three?.databaseTime?.typical).toBeGreaterThan(0.01);
    expect(three).not.toHaveProperty('calls');
    expect(calling?.queries?.typical).toBe(1);
    // Two at once: the calls of a timer are nobody's.
    expect(Object.keys(calling?.calls ?? {})).toEqual([host]);
    expect(calling?.calls?.[host]?.count).toMatchObject({ low: 2, typical: 2, high: 2 });
    expect(calling?.calls?.[host]?.time.typical).toBeGreaterThan(0.02);
    expect(calling?.cpu?.typical).toBeGreaterThan(0);
    const check = new Ajv2020({ strictTypes: false }).compile(
      JSON.parse(readFileSync(schemaFile('measurement'), 'utf8')),
    );
    expect([check(JSON.parse(readFileSync(file, 'utf8'))), check.errors]).toEqual([true, null]);
    expect(readdirSync(application)).toEqual(files);
    expect(doors()).toEqual(open);
  }, 120_000);

  it('adds up the processes of a cluster, and keeps the options that Node already had', async () => {
    process.env['NODE_OPTIONS'] = '--max-old-space-size=512';
    const { code, err } = await measure([process.execPath, 'cluster.js']);
    delete process.env['NODE_OPTIONS'];
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(routes()['GET /api/three']?.queries?.typical).toBe(3);
  }, 120_000);

  it('is done without where Node does not take it', async () => {
    // What Node 18.18 answers.
    const refusing =
      'case "$NODE_OPTIONS" in *--import*) echo "node: --import is not allowed in NODE_OPTIONS" >&2; exit 9;; esac';
    const { code, err } = await measure(['sh', '-c', `${refusing}; exec ${process.execPath} server.js`]);
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('The agent') });
    expect(routes()['GET /api/three']?.cpu?.typical).toBeGreaterThan(0);
    expect(routes()['GET /api/three']).not.toHaveProperty('queries');
  }, 120_000);

  it('is said to be absent when the application drops it', async () => {
    const { code, err } = await measure(['sh', '-c', `NODE_OPTIONS= exec ${process.execPath} server.js`]);
    expect(code).toBe(0);
    expect(err).toContain('The agent is not in the process that answers');
    expect(routes()['GET /api/three']).not.toHaveProperty('queries');
  }, 120_000);
});
