import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, projectOf } from './command.ts';
import { here } from './here.ts';

// What stops `jauge verify` before or while it loads, and `jauge export`: sentences and exit codes. What it measures is in test/load.

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

const run = (...words: readonly string[]) => here(...words, '--lang', 'en');

/** A project with requests of its own. */
function project(): { readonly folder: string; readonly requests: string } {
  const folder = projectOf(LIBRARY);
  const requests = join(folder, 'requests.http');
  writeFileSync(
    requests,
    '### books\n# @weight 3\nGET /api/books\n\n### write\nPOST /api/books\ncontent-type: application/json\n\n{"title":"x"}\n',
  );
  return { folder, requests };
}

describe('jauge verify', () => {
  it('asks for an address or a command', async () => {
    const { exitCode, err } = await run('verify', project().folder);
    expect(exitCode).toBe(2);
    expect(err).toContain('--url http://127.0.0.1:5000');
  });

  it('refuses another machine', async () => {
    const { exitCode, err } = await run('verify', project().folder, '--url', 'http://example.org');
    expect(exitCode).toBe(2);
    expect(err).toContain('example.org');
    expect(err).toContain('--allow-host');
  });

  it('says that nothing answers at the address', async () => {
    const { exitCode, err } = await run('verify', project().folder, '--url', 'http://127.0.0.1:1');
    expect(exitCode).toBe(5);
    expect(err).toContain('127.0.0.1:1');
  });

  it('sends nothing that writes, and says that there is nothing to load when the rest fails', async () => {
    const seen: (string | undefined)[] = [];
    const url = await listen((request, response) => {
      seen.push(request.method);
      response.writeHead(500).end();
    });
    const { folder, requests } = project();
    const { exitCode, err } = await run('verify', folder, '--url', url, '--requests', requests);
    expect(exitCode).toBe(5);
    expect(err).toContain('nothing to load');
    expect(new Set(seen)).toEqual(new Set(['GET']));
  });

  it('stops at a limit by address, keeps what it has, in JSON as well', async () => {
    let answered = 0;
    const url = await listen((_, response) => {
      response.writeHead(++answered > 40 ? 429 : 200).end('[]');
    });
    const { folder, requests } = project();
    const words = ['verify', folder, '--url', url, '--requests', requests, '--format', 'json', '--most-rate', '40'];
    const { exitCode, out } = await run(...words);
    const verification = JSON.parse(out);
    expect(exitCode).toBe(5);
    expect(verification.outcome).toBe('rate-limited');
    expect(verification.measured.windows[0].refusals[0].reason).toBe('429');
    expect(verification.mix).toEqual({ 'GET /api/books': 1 });
  }, 60_000);
});

describe('jauge export', () => {
  it('names the engines when the one asked is unknown', async () => {
    const { exitCode, err } = await run('export', 'gatling', project().folder);
    expect(exitCode).toBe(2);
    expect(err).toContain('k6');
    expect(err).toContain('artillery');
  });

  it.each(['k6', 'artillery'])('writes a script for %s, requests that write left out', async (engine) => {
    const { folder, requests } = project();
    const { exitCode, out, err } = await run('export', engine, folder, '--requests', requests, '--rate', '20');
    expect(exitCode).toBe(0);
    expect(out).toContain('GET /api/books');
    expect(out).not.toContain('POST');
    expect(err).toContain('1 request left out');
  });
});
