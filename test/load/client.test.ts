import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closedLoad, isFailure, isSuccess, openClient, refusalsOf } from '../../src/load/index.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (path: string) => ({ class: `GET ${path}`, method: 'GET', path });

test('method, path, headers and body arrive as given; connections are kept', async () => {
  const seen: unknown[] = [];
  const ports = new Set<number | undefined>();
  const url = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      ports.add(request.socket.remotePort);
      seen.push([request.method, request.url, request.headers['x-a'], body]);
      response.writeHead(201).end('héé');
    });
  });
  const client = openClient({ url });
  const sent = { class: 'POST /x', method: 'POST', path: '/x?q=1', headers: { 'x-a': 'b' }, body: '{"é":1}' };
  for (let i = 0; i < 5; i++) expect(await client.send(sent)).toEqual({ status: 201, bytes: 5 });
  client.close();
  expect(seen[0]).toEqual(['POST', '/x?q=1', 'b', '{"é":1}']);
  expect(ports.size).toBe(1);
});

test('no answer is a status 0 with its reason, never a rejection', async () => {
  const url = await listen((request, response) => {
    if (request.url === '/reset') request.socket.destroy();
    else if (request.url === '/half') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x');
      setTimeout(() => request.socket.destroy(), 10);
    }
  });
  const client = openClient({ url, timeout: 0.2 });
  expect(await client.send(get('/reset'))).toMatchObject({ status: 0, error: 'ECONNRESET' });
  expect(await client.send(get('/half'))).toMatchObject({ status: 0, error: 'ECONNRESET' });
  expect(await client.send(get('/never'))).toMatchObject({ status: 0, error: 'timeout' });
  client.close();
  const gone = openClient({ url: 'http://127.0.0.1:1' });
  expect(await gone.send(get('/'))).toMatchObject({ status: 0, error: 'ECONNREFUSED' });
  gone.close();
});

test('a connection that the server closed while idle is no failure of the application', async () => {
  let requests = 0;
  const url = await listen((request, response) => {
    requests++;
    if (requests === 2) request.socket.destroy();
    else response.end('ok');
  });
  const client = openClient({ url, connections: 1 });
  expect((await client.send(get('/'))).status).toBe(200);
  expect((await client.send(get('/'))).status).toBe(200);
  client.close();
  expect(requests).toBe(3);
});

test('refusals are told apart from failures, and counted by class', async () => {
  const url = await listen((request, response) => {
    const status = Number(request.url?.slice(1));
    response.writeHead(status, status === 429 ? { 'retry-after': '7' } : {}).end();
  });
  const client = openClient({ url });
  expect(await client.send(get('/429'))).toMatchObject({ status: 429, retryAfter: 7 });
  const statuses = [200, 204, 304, 404, 409, 429, 500, 503];
  let at = 0;
  const outcome = await closedLoad({
    send: client.send,
    next: () => (at < 80 ? get(`/${statuses[at++ % statuses.length]}`) : undefined),
    concurrency: 4,
    seconds: 30,
  });
  client.close();
  expect(outcome).toMatchObject({ requests: 80, failed: 30, stopped: 'exhausted' });
  expect(
    refusalsOf(outcome)
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(['404', '409', '429', '500', '503']);
  expect(isFailure({ status: 404, bytes: 0 })).toBe(false);
  expect(isSuccess({ status: 404, bytes: 0 })).toBe(false);
  expect(isSuccess({ status: 404, bytes: 0 }, { expect: [404] })).toBe(true);
});
