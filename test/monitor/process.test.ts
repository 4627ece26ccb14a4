import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { postgresHistory } from '../../src/monitor/history/postgres/index.ts';
import { DEFAULT_LIMITS } from '../../src/monitor/limits/limits.ts';
import { projectOf, ready } from '../cli/command.ts';
import { type Database, pg, startDatabase } from './database.ts';
import { minute } from './records.ts';

// The built monitor in processes of their own, as an application has it: loaded without a line of code, killed, and in little memory.

const built = join(root, 'dist', 'monitor', 'index.js');
const TOKEN = 'a-token-of-twenty-signs';
const children: ChildProcess[] = [];
beforeAll(ready);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Begun {
  readonly child: ChildProcess;
  /** What the process says next. */
  readonly next: () => Promise<unknown>;
}

function begin(program: string, { flags = [] as readonly string[], env = {}, isBare = false } = {}): Begun {
  const folder = projectOf({ 'app.mjs': program, 'package.json': '{ "dependencies": { "pg": "*" } }' });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'jauge'), 'junction');
  for (const name of isBare ? [] : ['pg']) {
    symlinkSync(join(root, 'examples', 'koomy', 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  const child = spawn(process.execPath, [...flags, 'app.mjs'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const said: unknown[] = [];
  const waiting: ((word: unknown) => void)[] = [];
  child.on('message', (word) => {
    const next = waiting.shift();
    if (next === undefined) said.push(word);
    else next(word);
  });
  const next = (): Promise<unknown> =>
    said.length > 0 ? Promise.resolve(said.shift()) : new Promise((told) => void waiting.push(told));
  return { child, next };
}

/** A clock that the parent moves, and timers that it rings: a minute passes when it is told to. */
const CLOCK = `
const rings = [];
globalThis.setInterval = (ring) => { rings.push(ring); return { unref() {}, [Symbol.toPrimitive]: () => 0 }; };
const now = { wall: START, steady: 1000 };
const clock = { wall: () => now.wall, steady: () => now.steady };
const pass = (seconds) => { now.wall += seconds; now.steady += seconds; for (const ring of rings) ring(); };
`;

describe('node --import jauge/monitor', () => {
  it('shows the page and counts the requests of an application without a word of it', async () => {
    const program = `import { createServer } from 'node:http';
const server = createServer((request, response) => response.end('the application'));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
    const env = { JAUGE_TOKEN: TOKEN, NODE_ENV: 'production' };
    const { next } = begin(program, { flags: ['--import', 'jauge/monitor'], env, isBare: true });
    const base = `http://127.0.0.1:${await next()}`;
    const page = (path: string, token?: string) =>
      fetch(`${base}/jauge${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    for (let time = 0; time < 7; time += 1) {
      expect(await (await fetch(`${base}/anything/${time}`)).text()).toBe('the application');
    }
    expect((await page('')).status).toBe(401);
    expect((await page('/data', 'x'.repeat(23))).status).toBe(401);
    expect(await (await page('', TOKEN)).text()).toContain('<h1>');
    expect((await page('/app.js')).headers.get('content-type')).toContain('javascript');
    expect(await (await page('/metrics', TOKEN)).text()).toMatch(
      /http_server_request_duration_seconds_count\{[^}]*\} 7/,
    );
  }, 60_000);
});

describe('a process that ends', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase();
  }, 120_000);
  afterAll(() => database.stop());

  it('when it is asked to, with a thousand requests under way, writes the minute under way and ends by the signal', async () => {
    const program = `import { createServer } from 'node:http';
import { monitor } from ${JSON.stringify(built)};
monitor({ log: false, store: { connectionString: ${JSON.stringify(database.url)} } });
let arrived = 0;
const server = createServer((request, response) => {
  if (request.url === '/ok') return response.end('ok');
  arrived += 1;
  if (arrived === 1000) process.send('all');
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
    const { child, next } = begin(program);
    const port = Number(await next());
    for (let time = 0; time < 20; time += 1) await (await fetch(`http://127.0.0.1:${port}/ok`)).text();
    const sockets = Array.from({ length: 1000 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).write('GET /never HTTP/1.1\r\nHost: a\r\n\r\n');
      return socket;
    });
    expect(await next()).toBe('all');
    const gone = new Promise((ended) => child.once('exit', (_code, signal) => ended(signal)));
    child.kill('SIGTERM');
    expect(await gone).toBe('SIGTERM');
    for (const socket of sockets) socket.destroy();
    const pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    const { rows } = await pool.query(`select point from jauge.record where span = 'minute'`);
    // Twenty requests in one minute, or in two where it changed meanwhile.
    expect(rows.reduce((sum, row) => sum + (row['point'] as { requests: number }).requests, 0)).toBe(20);
    await pool.query('drop schema jauge cascade');
    await pool.end();
  }, 120_000);

  it('when it is killed between two minutes, loses the one under way, and nothing of those that ended', async () => {
    const start = Math.floor(Date.now() / 60_000) * 60 - 600;
    const program = `${CLOCK.replace('START', String(start))}
const { createServer } = await import('node:http');
const { monitor } = await import(${JSON.stringify(built)});
const watched = monitor({ log: false, clock, store: { connectionString: ${JSON.stringify(database.url)} } });
const server = createServer((request, response) => response.end('ok'));
process.on('message', () => { pass(60); process.send('passed'); });
server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
    const { child, next } = begin(program);
    const base = `http://127.0.0.1:${await next()}`;
    const ask = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) await (await fetch(`${base}/`)).text();
    };
    const pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
    const written = async (): Promise<number> => {
      const select = `select point from jauge.record where span = 'minute'`;
      const { rows } = await pool.query(select).catch(() => ({ rows: [] }));
      return rows.reduce((sum, row) => sum + (row['point'] as { requests: number }).requests, 0);
    };
    let asked = 0;
    for (const times of [5, 4]) {
      await ask(times);
      child.send('pass');
      await next();
      asked += times;
      for (let turn = 0; (await written()) < asked && turn < 500; turn += 1) {
        await new Promise((again) => setTimeout(again, 20));
      }
    }
    await ask(3);
    const gone = new Promise((ended) => child.once('exit', (_code, signal) => ended(signal)));
    child.kill('SIGKILL');
    expect(await gone).toBe('SIGKILL');
    const after = postgresHistory({
      source: pool,
      instance: 'next',
      limits: DEFAULT_LIMITS,
      now: () => start + 300,
      onAway: () => undefined,
      onBack: () => undefined,
      delay: 1,
    });
    after.add(minute({ start: start + 240, instance: 'next', routes: { 'GET /': 1 } }));
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((again) => setTimeout(again, 30));
      await after.settled();
    }
    expect((await after.read('hour', start + 300)).record?.total.requests).toBe(asked + 1);
    await after.close(2000);
    await pool.end();
  }, 120_000);
});

describe('a process whose store and collector of metrics hang', () => {
  const silent: Server[] = [];
  afterAll(() => {
    for (const server of silent) server.close();
  });

  /** Takes connections, and never answers. */
  async function hanging(): Promise<{ readonly port: number; readonly connections: () => number }> {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).resume();
    });
    silent.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return { port: (server.address() as AddressInfo).port, connections: () => connections };
  }

  it('answers every request, counts them all, and ends when it is asked to', async () => {
    const [store, collector] = [await hanging(), await hanging()];
    const program = `${CLOCK.replace('START', String(Math.floor(Date.now() / 60_000) * 60))}
const { createServer } = await import('node:http');
const { monitor } = await import(${JSON.stringify(built)});
const watched = monitor({ log: false, clock, store: { connectionString: 'postgresql://a:b@127.0.0.1:${store.port}/c' } });
watched.onMinute(({ total }) => process.send(total.succeeded));
const server = createServer((request, response) => response.end('ok'));
process.on('message', () => pass(60));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
    const { child, next } = begin(program, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.port}` },
    });
    const base = `http://127.0.0.1:${await next()}`;
    for (let round = 0; round < 3; round += 1) {
      const asked = Array.from({ length: 50 }, async () => (await fetch(`${base}/`)).text());
      expect(new Set(await Promise.all(asked))).toEqual(new Set(['ok']));
      child.send('pass');
      expect(await next()).toBe(50);
    }
    for (let turn = 0; (store.connections() === 0 || collector.connections() === 0) && turn < 1000; turn += 1) {
      await new Promise((again) => setTimeout(again, 20));
    }
    expect([store.connections(), collector.connections()].every((count) => count > 0)).toBe(true);
    const gone = new Promise((ended) => child.once('exit', (_code, signal) => ended(signal)));
    child.kill('SIGTERM');
    expect(await gone).toBe('SIGTERM');
  }, 120_000);
});

describe('an instance of 256 MB', () => {
  it('holds the application and a month of history, with as many labels as the monitor keeps', async () => {
    const program = `${CLOCK.replace('START', String(Math.floor(Date.now() / 1000) - 40 * 86_400))}
const { createServer, request, Agent } = await import('node:http');
const { monitor } = await import(${JSON.stringify(built)});
const routes = Array.from({ length: 300 }, (_, index) => ({ id: 'GET /route-' + index, method: 'GET', path: '/route-' + index }));
const watched = monitor({ log: false, clock, estimate: { inventory: { routes } } });
let minutes = 0;
watched.onMinute(() => { minutes += 1; });
const server = createServer((incoming, response) => response.end('ok'));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const ask = (path) => new Promise((done, failed) =>
  request({ port: server.address().port, host: '127.0.0.1', path, agent }, (answer) => answer.resume().on('end', done)).on('error', failed).end());
for (let hour = 0; hour < 35 * 24; hour += 1) {
  await Promise.all(Array.from({ length: 24 }, (_, index) => ask('/route-' + ((hour * 24 + index) % 300))));
  if (hour > 34 * 24) for (let minute = 0; minute < 59; minute += 1) pass(60);
  pass(hour > 34 * 24 ? 60 : 3600);
}
const { rss } = process.memoryUsage();
process.send({ rss, minutes });
process.exit();`;
    const { child, next } = begin(program, { flags: ['--max-old-space-size=160'], isBare: true });
    child.once('exit', (code) => (code === 0 ? undefined : child.emit('message', { code })));
    const { rss, minutes } = (await next()) as { readonly rss: number; readonly minutes: number };
    expect(minutes).toBeGreaterThan(2000);
    expect(rss).toBeLessThan(256e6);
  }, 240_000);
});
