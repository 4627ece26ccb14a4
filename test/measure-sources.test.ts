import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inspect, memoryProject } from '../src/inspect/index.ts';
import { readRequests, routeMatcher, startRecorder } from '../src/measure/index.ts';
import { bin, jauge, LIBRARY, projectOf, ready } from './cli/command.ts';
import { club } from './club.ts';

// The files that requests are read from, and the traffic that is recorded to be sent again.

const folder = mkdtempSync(join(tmpdir(), 'jauge-sources-'));
const match = routeMatcher(inspect(memoryProject(club()), {}));
const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const LOGIN = { email: 'a@example.org', password: 'x' };
const WANTED = [
  {
    class: 'GET /api/clubs/:id',
    method: 'GET',
    path: '/api/clubs/7',
    headers: { accept: 'application/json' },
    weight: 3,
  },
  {
    class: 'POST /api/login',
    method: 'POST',
    path: '/api/login',
    headers: { 'content-type': 'application/json' },
    weight: 1,
  },
];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('requests read from a file', () => {
  const HTTP = `@host = http://127.0.0.1:3000
### a club
# @weight 3
GET {{host}}/api/clubs/7
Accept: application/json

### a login
# @weight 1
POST {{host}}/api/login
Content-Type: application/json
Content-Length: 12

${JSON.stringify(LOGIN)}
`;
  const JSON_FILE = JSON.stringify({
    requests: [
      { method: 'GET', path: '/api/clubs/7', headers: { accept: 'application/json' }, weight: 3 },
      { method: 'POST', path: '/api/login', headers: { 'content-type': 'application/json' }, body: LOGIN, weight: 1 },
    ],
  });
  const entry = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) => ({
    request: {
      method,
      url: `https://club.example${path}`,
      headers: Object.entries({ ...headers, Host: 'club.example', 'Sec-Fetch-Mode': 'cors' }).map(([name, value]) => ({
        name,
        value,
      })),
      ...(body === undefined ? {} : { postData: { text: body } }),
    },
  });
  const got = entry('GET', '/api/clubs/7', { Accept: 'application/json' });
  const HAR = JSON.stringify({
    log: {
      entries: [
        got,
        entry('POST', '/api/login', { 'Content-Type': 'application/json' }, JSON.stringify(LOGIN)),
        got,
        entry('GET', '/logo.png', {}),
        got,
      ],
    },
  });
  const line = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): string =>
    JSON.stringify({ at: 1, method, path, headers: { ...headers, host: 'club.example', connection: 'close' }, body });
  const JSONL = [
    line('GET', '/api/clubs/7', { Accept: 'application/json' }),
    line('GET', 'http://club.example/api/clubs/7', { accept: 'application/json' }),
    line('POST', '/api/login', { 'content-type': 'application/json' }, LOGIN),
    '',
    line('GET', '/nowhere/at/all.txt', {}),
    line('GET', '/api/clubs/7', { accept: 'application/json' }),
  ].join('\n');

  it.each([
    ['requests.http', HTTP],
    ['requests.json', JSON_FILE],
    ['browser.har', HAR],
    ['traffic.jsonl', JSONL],
  ])('%s', (name, text) => {
    const { requests } = readRequests(written(name, text), match);
    expect(requests.map(({ body: _, ...request }) => request)).toEqual(WANTED);
    const { body } = requests[1] ?? {};
    expect(typeof body === 'string' ? JSON.parse(body) : body).toEqual(LOGIN);
  });

  it.each([
    ['traffic.jsonl', '{"method":"GET","path":"/api/clubs/7"}\n{"method":', 'error.requests-syntax'],
    ['traffic.jsonl', '{"verb":"GET"}', 'error.requests-syntax'],
    ['traffic.jsonl', '{"method":"GET","path":"/elsewhere.txt"}', 'error.requests-none'],
    ['broken.har', '{"log":', 'error.requests-syntax'],
  ])('a %s that is not understood is named (%s)', (name, text, key) => {
    const file = written(name, text);
    expect(() => readRequests(file, match)).toThrowError(
      expect.objectContaining({ problem: expect.objectContaining({ key, params: { file } }) }),
    );
  });
});

describe('recorded traffic', () => {
  const servers: Server[] = [];
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function application(): Promise<string> {
    const server = createServer(async (request: IncomingMessage, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'set-cookie': ['a=1', 'b=2'], 'x-of': 'club' });
      response.end(JSON.stringify({ path: request.url, body }));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('passes requests and answers as they are, and tells the requests', async () => {
    const told: unknown[] = [];
    const recorder = await startRecorder(await application(), (request) => void told.push(request));
    const answer = await fetch(`${recorder.url}/api/login?next=1`, { method: 'POST', body: '{"a":"é"}' });
    expect(await answer.json()).toEqual({ path: '/api/login?next=1', body: '{"a":"é"}' });
    expect([answer.status, answer.headers.get('x-of'), answer.headers.getSetCookie()]).toEqual([
      201,
      'club',
      ['a=1', 'b=2'],
    ]);
    await (await fetch(`${recorder.url}/api/photo`, { method: 'POST', body: new Uint8Array([255, 254]) })).text();
    await recorder.close();
    expect(told).toMatchObject([
      { method: 'POST', path: '/api/login?next=1', body: '{"a":"é"}' },
      { method: 'POST', path: '/api/photo' },
    ]);
    expect(told[1]).not.toHaveProperty('body');
  });

  it('answers 502 when the application is gone', async () => {
    const recorder = await startRecorder('http://127.0.0.1:1', () => undefined);
    expect((await fetch(recorder.url)).status).toBe(502);
    await recorder.close();
  });

  it('is written until Ctrl-C, for its owner only, and can be sent again', async () => {
    ready();
    const url = await application();
    const project = projectOf(LIBRARY);
    const file = join(project, 'traffic.jsonl');
    const child = spawn(process.execPath, [bin, 'measure', project, '--record', file, '--url', url, '--lang', 'en']);
    children.push(child);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const at = await new Promise<string>((resolve) => {
      child.stderr.on('data', (chunk) => {
        err += chunk;
        const found = /Use the application at (http:\S+):/.exec(err)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    for (let n = 0; n < 3; n++) await (await fetch(`${at}/api/books`, { headers: { cookie: 'session=1' } })).text();
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    expect(out).toContain('3 requests recorded');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
    // The application is as it was.
    expect((await fetch(url)).status).toBe(200);
    const exported = jauge(['export', 'artillery', project, '--requests', file, '--rate', '10', '--lang', 'en']);
    expect(exported.out).toContain('cookie: session=1');
  }, 120_000);

  it('says that the file cannot be written', () => {
    ready();
    const run = jauge([
      'measure',
      projectOf(LIBRARY),
      '--record',
      '/no/such/folder/traffic.jsonl',
      '--url',
      'http://127.0.0.1:1',
      '--lang',
      'en',
    ]);
    expect(run).toMatchObject({
      exitCode: 5,
      err: expect.stringContaining('/no/such/folder/traffic.jsonl cannot be written (ENOENT)'),
    });
  });
});

beforeAll(ready, 240_000);
