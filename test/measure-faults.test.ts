import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as Listener } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../scripts/free-port.js';
import type { Measurement } from '../src/model/measurement.ts';
import { bin, ready } from './cli/command.ts';
import { here } from './cli/here.ts';

// What goes wrong while an application is driven: one sentence, one exit code, and what was measured by then is kept.

const folder = mkdtempSync(join(tmpdir(), 'jauge-faults-'));
const file = join(folder, 'jauge.measurement.json');
const NOTHING: Measurement = {
  schemaVersion: 1,
  tool: { name: 'jauge', version: '0.1.0' },
  date: '2026-11-26',
  ways: [],
  routes: {},
};
const servers: (Server | Listener)[] = [];
const children: ChildProcess[] = [];

const SERVER = `
const http = require('node:http');
if (process.env.FULL) require('node:fs').writeFileSync('/dev/full', 'x');
let asked = 0;
http.createServer((req, res) => {
  if (req.url === '/api/b' && ++asked === 200 && process.argv[2]) require('node:fs').writeFileSync(process.argv[2], '');
  res.end('{}');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
// Read by inspection only: the servers of these tests stand for it.
const ROUTES = `
const express = require('express');
const app = express();
app.get('/api/a', (req, res) => res.json({}));
app.get('/api/b', (req, res) => res.json({}));
app.listen(3000);
`;

beforeAll(() => {
  ready();
  writeFileSync(join(folder, 'app.js'), ROUTES);
  writeFileSync(join(folder, 'server.js'), SERVER);
  const manifest = { name: 'club', main: 'app.js', scripts: { start: 'node app.js' }, dependencies: { express: '4' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}, 240_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
  rmSync(file, { force: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listening(server: Server | Listener): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const listen = (listener: RequestListener): Promise<string> => listening(createServer(listener));

async function measure(...words: readonly string[]) {
  const language = words.includes('--lang') ? [] : ['--lang', 'en'];
  const { exitCode, ...heard } = await here('measure', folder, ...language, ...words);
  return { code: exitCode, ...heard };
}

const read = (): Measurement => JSON.parse(readFileSync(file, 'utf8')) as Measurement;

/** Resolves once a file is there. */
async function appearing(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe.skipIf(process.platform !== 'linux')('an application that', () => {
  it.each([
    [500, 'Every request fails (500)'],
    [429, 'limits how often one address may ask (429)'],
    [401, 'No route answered with success'],
  ])(
    'answers %d to everything is not measured',
    async (status, sentence) => {
      // The first look only asks whether something listens.
      const url = await listen((_, response) => void response.writeHead(status).end());
      expect(await measure('--url', url, '--seconds', '1')).toMatchObject({
        code: 5,
        err: expect.stringContaining(sentence),
      });
      expect(existsSync(file)).toBe(false);
    },
    60_000,
  );

  it('listens and closes its connections is not measured', async () => {
    let looked = 0;
    const url = await listen((request, response) => {
      if (++looked === 1) response.end();
      else request.socket.destroy();
    });
    const { code, err } = await measure('--url', url, '--seconds', '1');
    expect(code).toBe(5);
    expect(err).toContain('the application listens, and closes its connections');
  }, 60_000);

  it('limits one address after a while loses that route only', async () => {
    let asked = 0;
    const url = await listen((request, response) => {
      const limited = request.url === '/api/b' && ++asked > 20;
      response.writeHead(limited ? 429 : 200).end('{}');
    });
    const { code, err } = await measure('--url', url, '--seconds', '2');
    expect(code).toBe(0);
    expect(err).toContain('Left out: GET /api/b (429)');
    expect(err).toContain('raise that limit while you measure');
    expect(Object.keys(read().routes)).toEqual(['GET /api/a']);
  }, 60_000);

  it('finds its disk full says so', async () => {
    process.env['FULL'] = '1';
    process.env['PORT'] = String(await freePort());
    const { code, err } = await measure('--', process.execPath, 'server.js');
    delete process.env['FULL'];
    delete process.env['PORT'];
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('the disk is full') });
  }, 60_000);
});

describe.skipIf(process.platform !== 'linux')('an application that was running before', () => {
  it.each([
    ['en', 'The application no longer answers', 'kept in the measurement file'],
    ['fr', 'L’application ne répond plus', 'gardé dans le fichier de mesures'],
  ])(
    'dies halfway: what was measured is kept (%s)',
    async (lang, sentence, kept) => {
      let asked = 0;
      const server = createServer((request, response) => {
        if (request.url === '/api/b' && ++asked === 50) {
          server.close();
          server.closeAllConnections();
        } else response.end('{}');
      });
      const url = await listening(server);
      const { code, err } = await measure('--lang', lang, '--url', url, '--seconds', '3');
      expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining(sentence) });
      expect(err).toContain(kept);
      expect(read().ways).toMatchObject([{ way: 'drive', complete: false }]);
      expect(Object.keys(read().routes)).toEqual(['GET /api/a']);
    },
    60_000,
  );
});

describe.skipIf(process.platform !== 'linux')('a file that cannot be written', () => {
  it('is named, and what was there stays', async () => {
    const logs = join(folder, 'access.log');
    writeFileSync(logs, '127.0.0.1 - - [25/Nov/2026:10:00:00 +0000] "GET /api/a HTTP/1.1" 200 12 "-" "a"\n');
    const lost = await measure('--logs', logs, '--measurement', '/no/such/folder/m.json');
    expect(lost).toMatchObject({
      code: 5,
      err: expect.stringContaining('/no/such/folder/m.json cannot be written (ENOENT)'),
    });
  }, 60_000);
});

describe.skipIf(process.platform !== 'linux')('a disk without room', () => {
  it('leaves what was measured in the temporary folder, and what was there before', async () => {
    const url = await listen((_, response) => void response.end('{}'));
    writeFileSync(file, JSON.stringify(NOTHING));
    symlinkSync('/dev/full', `${file}.part`);
    const { code, err } = await measure('--url', url, '--seconds', '1');
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('cannot be written: the disk is full') });
    expect(read()).toEqual(NOTHING);
    const elsewhere = /What was measured is in (\S+);/.exec(err)?.[1] ?? '';
    const saved = JSON.parse(readFileSync(elsewhere, 'utf8')) as Measurement;
    expect(Object.keys(saved.routes)).toEqual(['GET /api/a', 'GET /api/b']);
    rmSync(dirname(elsewhere), { recursive: true });
  }, 60_000);
});

describe('an address of a database', () => {
  it.each([
    ['postgresql://a:secret@127.0.0.1:1/b', 'Nothing answers at the address of the database'],
    ['mysql://a:secret@127.0.0.1/b', 'is not one of PostgreSQL'],
  ])('that is wrong (%s) stops the command, and is not repeated', async (url, sentence) => {
    const { code, out, err } = await measure('--database-url', url);
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining(sentence) });
    expect(out + err).not.toContain('secret');
  });
});

describe.skipIf(process.platform !== 'linux')('Ctrl-C', () => {
  async function interrupted(words: readonly string[]): Promise<{ code: unknown; err: string }> {
    const child = spawn(process.execPath, [bin, 'measure', folder, '--lang', 'en', '--seconds', '60', ...words], {
      env: { ...process.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await driven;
    child.kill('SIGINT');
    return { code: await ended, err };
  }
  let driven: Promise<void>;

  it('keeps what was measured and leaves a running application as it was', async () => {
    let count = 0;
    let begun: () => void = () => undefined;
    driven = new Promise((resolve) => {
      begun = resolve;
    });
    // The second route being driven, the first is measured.
    const url = await listen((request, response) => {
      if (request.url === '/api/b' && ++count === 200) begun();
      response.end('{}');
    });
    const { code, err } = await interrupted(['--url', url]);
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('Interrupted') });
    expect(read().ways).toMatchObject([{ way: 'drive', complete: false }]);
    expect(Object.keys(read().routes)).toContain('GET /api/a');
    expect((await fetch(url)).status).toBe(200);
  }, 120_000);

  it('ends the application that Jauge started, and frees its port', async () => {
    const port = await freePort();
    process.env['PORT'] = String(port);
    const started = join(folder, 'begun');
    driven = appearing(started);
    const { code, err } = await interrupted(['--', process.execPath, 'server.js', started]);
    delete process.env['PORT'];
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('Interrupted') });
    expect(Object.keys(read().routes)).toContain('GET /api/a');
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  }, 120_000);
});
