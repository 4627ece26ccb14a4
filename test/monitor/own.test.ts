import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Monitor, monitor } from '../../src/monitor/index.ts';
import { unobserved } from '../../src/probe/index.ts';
import { listen, type Place, until } from './stage.ts';

// Those who watch are no users.

let place: Place | undefined;
let watched: Monitor | undefined;
afterEach(async () => {
  await watched?.end();
  await place?.close();
});

async function served(): Promise<{
  readonly base: string;
  readonly total: () => { requests: number; inFlight: number };
}> {
  const made = monitor({ log: false, token: 'a-token-of-twenty-signs', folder: import.meta.dirname });
  const opened = await listen((incoming, response) => made(incoming, response, () => response.end('ok')));
  [place, watched] = [opened, made];
  return { base: opened.base, total: () => made.snapshot().current.total };
}

it('counts no request for its own pages, whatever they answer', async () => {
  const { base, total } = await served();
  for (const path of ['/jauge', '/jauge/data', '/jauge/health', '/jauge/metrics', '/jauge/nothing', '/ok']) {
    await unobserved(async () => (await fetch(base + path)).text());
  }
  await until('the application’s own', () => total().requests === 1);
  expect(total()).toMatchObject({ requests: 1, inFlight: 0 });
});

it('counts what comes before and after them on the same connection', async () => {
  const { base, total } = await served();
  const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const socket = unobserved(() => connect(Number(new URL(base).port), '127.0.0.1'));
  let answers = 0;
  socket.on('data', (chunk) => {
    answers += String(chunk).split('HTTP/1.1 ').length - 1;
  });
  socket.write(ask('/one') + ask('/jauge/health') + ask('/two') + ask('/jauge/health'));
  await until('four answers', () => answers === 4);
  socket.destroy();
  await until('two counted', () => total().requests === 2);
  expect(total()).toMatchObject({ requests: 2, succeeded: 2, aborted: 0, inFlight: 0 });
});

it('counts none that leaves before the page has answered', async () => {
  const { base, total } = await served();
  const leaving = unobserved(() => request(`${base}/jauge/login`, { method: 'POST' }).on('error', () => undefined));
  leaving.write('token=');
  await until('the connection', () => leaving.socket?.connecting === false);
  leaving.destroy();
  await unobserved(async () => (await fetch(`${base}/ok`)).text());
  await until('the application’s own', () => total().requests === 1);
  expect(total()).toMatchObject({ requests: 1, aborted: 0, inFlight: 0 });
});
