import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import type { MinuteRecord } from '../../src/model/minute.ts';
import { type Core, startCore } from '../../src/monitor/core.ts';
import { systemClock, unobserved } from '../../src/probe/index.ts';
import { launch, projectOf, ready } from '../cli/command.ts';
import { listen, until } from './stage.ts';

const built = join(root, 'dist', 'monitor', 'index.js');
const routes = ['GET /stream', 'GET /never', 'GET /ok'].map((id) => ({ id, method: 'GET', path: id.slice(4) }));
const estimate = { inventory: { routes } };
let core: Core | undefined;
afterEach(() => {
  core?.stop();
  core = undefined;
});

/** A clock of the test: it goes on when told. */
function clockOf(): { readonly clock: typeof systemClock; readonly pass: (seconds: number, jump?: number) => void } {
  const now = { wall: 1_800_000_000, steady: 1000 };
  return {
    clock: { wall: () => now.wall, steady: () => now.steady },
    pass: (seconds, jump = 0) => {
      now.steady += seconds;
      now.wall += seconds + jump;
      core?.tick();
    },
  };
}

function begun(clock = systemClock): readonly MinuteRecord[] {
  core = startCore({ clock, estimate, folder: import.meta.dirname });
  const records: MinuteRecord[] = [];
  core.onMinute((record) => records.push(record));
  return records;
}

describe('a handler', () => {
  it('that streams for an hour is under way for an hour, and lasts an hour', async () => {
    const { clock, pass } = clockOf();
    const records = begun(clock);
    let end = (): void => undefined;
    const place = await listen((_request, response) => {
      response.write('first');
      end = () => void response.end('last');
    });
    const answered = unobserved(async () => (await fetch(`${place.base}/stream`)).text());
    await until('the stream', () => core?.snapshot().current.total.inFlight === 1);
    for (let minute = 0; minute < 60; minute += 1) pass(60);
    end();
    expect(await answered).toBe('firstlast');
    await until('the end', () => core?.snapshot().current.total.requests === 1);
    pass(60);
    expect(records.slice(0, 60).map(({ total }) => [total.requests, total.inFlight])).toEqual(
      Array.from({ length: 60 }, () => [0, 1]),
    );
    expect(records[60]?.routes['GET /stream']).toMatchObject({ requests: 1, succeeded: 1, inFlight: 0 });
    expect(records[60]?.total.duration).toMatchObject({ count: 1, max: 3600 });
    await place.close();
  });

  it('that never answers is under way until its client leaves', async () => {
    const { clock, pass } = clockOf();
    begun(clock);
    const place = await listen(() => undefined);
    const request = unobserved(() => get(`${place.base}/never`).on('error', () => undefined));
    await until('the request', () => core?.snapshot().current.total.inFlight === 1);
    pass(30);
    expect(core?.snapshot().oldest).toBe(30);
    request.destroy();
    await until('the end', () => core?.snapshot().current.total.aborted === 1);
    expect(core?.snapshot().current.total).toMatchObject({ requests: 1, aborted: 1, inFlight: 0 });
    await place.close();
  });

  it('is not harmed by who watches: a listener and an observer that throw', async () => {
    begun();
    core?.onMinute(() => {
      throw new Error('a listener');
    });
    core?.observe(() => {
      throw new Error('an observer');
    });
    const place = await listen((_request, response) => response.end('ok'));
    for (let time = 0; time < 3; time += 1) {
      expect(await unobserved(async () => (await fetch(`${place.base}/ok`)).text())).toBe('ok');
    }
    await until('three counted', () => core?.snapshot().current.total.requests === 3);
    expect(core?.stop().total).toMatchObject({ requests: 3, inFlight: 0 });
    await place.close();
  });

  it('may send several requests at once on a connection, and its client may leave in their midst', async () => {
    begun();
    const place = await listen((request, response) => {
      if (request.url === '/ok') response.end('ok');
    });
    const socket = connect(Number(new URL(place.base).port), '127.0.0.1');
    socket
      .on('error', () => undefined)
      .write(
        'GET /ok HTTP/1.1\r\nHost: a\r\n\r\nGET /never HTTP/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n',
      );
    await until('three arrived', () => {
      const { requests = 0, inFlight = 0 } = core?.snapshot().current.total ?? {};
      return requests + inFlight === 3;
    });
    socket.destroy();
    await until('three ended', () => core?.snapshot().current.total.requests === 3);
    expect(core?.snapshot().current.total.inFlight).toBe(0);
    expect(core?.snapshot().current.routes['GET /never']).toMatchObject({ aborted: 1 });
    await place.close();
  });
});

describe('the clock', () => {
  it('may jump an hour: requests keep their duration, and no request is lost', async () => {
    const { clock, pass } = clockOf();
    const records = begun(clock);
    const waiting: (() => void)[] = [];
    const place = await listen((_request, response) => void waiting.push(() => response.end('ok')));
    const answered = unobserved(async () => (await fetch(`${place.base}/ok`)).text());
    await until('the request', () => waiting.length === 1);
    pass(2, 3600);
    pass(3, -7200);
    waiting[0]?.();
    await answered;
    await until('the end', () => core?.snapshot().current.total.requests === 1);
    core?.stop();
    expect(records.reduce((sum, { total }) => sum + total.requests, 0)).toBe(1);
    expect(records.at(-1)?.total.duration.max).toBe(5);
    expect(records.every(({ elapsed }) => elapsed >= 0 && elapsed <= 5)).toBe(true);
    await place.close();
  });
});

describe('the process', () => {
  beforeAll(ready);

  it('ends by itself: the monitor does not keep it alive', () => {
    const folder = projectOf({
      'app.mjs': `import { monitor } from ${JSON.stringify(built)};\nmonitor({ log: false });\n`,
    });
    expect(launch(process.execPath, ['app.mjs'], { cwd: folder })).toEqual({ exitCode: 0, out: '', err: '' });
  });

  it('loads neither the parser nor the solver', () => {
    const program = `import ${JSON.stringify(built)};
import { createRequire } from 'node:module';
const loaded = Object.keys(createRequire(import.meta.url).cache);
console.log(JSON.stringify([process.moduleLoadList.filter((name) => /oxc|valibot/.test(name)), loaded]));`;
    const folder = projectOf({ 'app.mjs': program });
    expect(JSON.parse(launch(process.execPath, ['app.mjs'], { cwd: folder }).out)).toEqual([[], []]);
  });

  it('tells its last minute at the end, with a thousand requests under way', async () => {
    const program = `import { createServer } from 'node:http';
import { writeSync } from 'node:fs';
import { monitor } from ${JSON.stringify(built)};
monitor({ log: false }).onMinute(({ total }) => writeSync(1, JSON.stringify(total) + '\\n'));
let arrived = 0;
const server = createServer((request, response) => {
  if (request.url === '/ok') return response.end('ok');
  arrived += 1;
  if (arrived === 1000) process.send('all');
});
process.on('SIGTERM', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));`;
    const folder = projectOf({ 'app.mjs': program });
    const child = spawn(process.execPath, ['app.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    const port = await new Promise<number>((told) => child.once('message', (message) => told(Number(message))));
    for (let time = 0; time < 20; time += 1) await (await fetch(`http://127.0.0.1:${port}/ok`)).text();
    const all = new Promise((told) => child.once('message', told));
    const sockets = Array.from({ length: 1000 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined).write('GET /never HTTP/1.1\r\nHost: a\r\n\r\n');
      return socket;
    });
    await all;
    const closed = new Promise((ended) => child.once('close', ended));
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
    for (const socket of sockets) socket.destroy();
    const minutes = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(minutes.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(20);
    expect(minutes.at(-1)).toMatchObject({ inFlight: 1000 });
  }, 120_000);
});
