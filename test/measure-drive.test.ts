import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureInstalled } from '../examples/koomy/dev/install.js';
import { freePort } from '../scripts/free-port.js';
import { root } from '../scripts/prepare.js';
import type { Measurement } from '../src/model/measurement.ts';
import { here } from './cli/here.ts';

// `jauge measure -- node server.js` on a real application, from the command line. Its routes burn a known CPU time, whatever the machine does.

const folder = mkdtempSync(join(tmpdir(), 'jauge-drive-'));
const file = join(folder, 'jauge.measurement.json');
const written = join(folder, 'written.txt');

const SERVER = `
const express = require('express');
const { appendFileSync } = require('node:fs');
const app = express();
const burn = (seconds) => {
  const from = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(from);
    if ((user + system) / 1e6 >= seconds) return;
  }
};
let heavy = 0;
app.get('/api/light', (req, res) => { burn(0.001); res.json({ ok: true }); });
app.get('/api/heavy', (req, res) => {
  burn(0.01);
  if (process.env.DIES && ++heavy > 12) process.exit(3);
  res.json({ ok: true });
});
app.get('/api/broken', (req, res) => res.status(500).json({ ok: false }));
app.post('/api/writes', (req, res) => { appendFileSync(${JSON.stringify(written)}, '.'); res.json({ ok: true }); });
app.listen(Number(process.env.PORT));
`;

async function measure(words: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { exitCode, ...heard } = await here('measure', folder, '--lang', 'en', ...words);
  return { code: exitCode, ...heard };
}

const read = (): Measurement => JSON.parse(readFileSync(file, 'utf8')) as Measurement;
const START = ['--', process.execPath, 'server.js'];

beforeAll(async () => {
  ensureInstalled(() => undefined);
  process.env['NODE_PATH'] = join(root, 'examples', 'koomy', 'node_modules');
  process.env['PORT'] = String(await freePort());
  writeFileSync(join(folder, 'server.js'), SERVER);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'club', scripts: { start: 'node server.js' }, dependencies: { express: '^4.21.0' } }),
  );
}, 240_000);

afterEach(() => {
  for (const name of [file, written, join(folder, '.env')]) rmSync(name, { force: true });
});
afterAll(() => {
  delete process.env['NODE_PATH'];
  delete process.env['PORT'];
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform !== 'linux')('driving an application', () => {
  it('measures the CPU time of each route, then of all together, and stops what it started', async () => {
    const { code, out, err } = await measure(['--seconds', '4', ...START]);
    expect({ code, err: err.split('\n') }).toEqual({
      code: 0,
      err: [
        '1 request that writes was left out (--allow-writes sends them).',
        'Left out: GET /api/broken (500)',
        expect.stringContaining(file),
        '',
      ],
    });
    expect(out).toMatch(/^2 routes measured with \d/);
    const { routes, machine, ways, mixRun } = read();
    expect(Object.keys(routes)).toEqual(['GET /api/heavy', 'GET /api/light']);
    for (const [id, burnt] of [
      ['GET /api/heavy', 0.01],
      ['GET /api/light', 0.001],
    ] as const) {
      expect(routes[id]?.cpu?.typical).toBeGreaterThan(burnt);
      // The rest is Express, HTTP and garbage: well under the double of the heavy one.
      expect(routes[id]?.cpu?.typical).toBeLessThan(burnt + 0.006);
      expect(routes[id]?.loopCpu?.typical).toBeLessThanOrEqual(routes[id]?.cpu?.typical ?? 0);
    }
    expect(routes['GET /api/heavy']?.responseTime?.p50.typical).toBeGreaterThan(0.01);
    expect(machine).toMatchObject({ serves: false, node: process.versions.node });
    expect(ways).toMatchObject([{ way: 'drive', complete: true }]);
    expect(mixRun?.cpu?.typical).toBeGreaterThan(0.001);
    expect(existsSync(written)).toBe(false);
    const silent = await measure(['--url', `http://127.0.0.1:${process.env['PORT']}`]);
    expect(silent).toMatchObject({ code: 5, err: expect.stringContaining('No application answers') });
  }, 400_000);

  it('writes only when it is allowed to', async () => {
    await measure(['--seconds', '1', '--allow-writes', ...START]);
    expect(readFileSync(written, 'utf8')).toMatch(/^\.+$/);
    expect(read().routes['POST /api/writes']?.requests).toBeGreaterThan(0);
  }, 400_000);

  it('keeps what was measured when the application dies', async () => {
    process.env['DIES'] = '1';
    const { code, err } = await measure(['--seconds', '4', ...START]);
    delete process.env['DIES'];
    expect(code).toBe(5);
    expect(err).toContain('The application stopped by itself (3).');
    expect(read().ways).toMatchObject([{ complete: false }]);
  }, 400_000);

  it('says that the port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(Number(process.env['PORT']), '::', resolve));
    const { code, err } = await measure(START);
    await new Promise((resolve) => taken.close(resolve));
    expect(code).toBe(5);
    expect(err).toContain(`port ${process.env['PORT']} is already in use`);
  }, 400_000);
});

describe('what is refused', () => {
  it.each([
    ['sk_live_', '4eC39HqLyjWDarjtT1zdp7dc'],
    ['rk_live_', '4eC39HqLyjWDarjtT1zdp7dc'],
  ])('a live payment key (%s…), named and not shown', async (prefix, rest) => {
    writeFileSync(join(folder, '.env'), `PORT=1\nSTRIPE_SECRET_KEY="${prefix}${rest}"\n`);
    const { code, out, err } = await measure(START);
    expect(code).toBe(2);
    expect(err).toContain('STRIPE_SECRET_KEY');
    expect(out + err).not.toContain(rest);
  });

  it.each<[string, readonly string[], number, string]>([
    ['nothing to measure', [], 2, 'Nothing to measure'],
    ['another machine', ['--url', 'http://192.0.2.1:80'], 2, '192.0.2.1 is not this machine'],
    ['an address that is none', ['--url', 'club'], 2, 'not one of http://'],
    ['a variable without a database', ['--database-env', 'NO_SUCH_NAME'], 2, 'NO_SUCH_NAME'],
    ['a program that does not exist', ['--', 'no-such-program'], 5, 'no-such-program cannot be run'],
    ['a log that is not there', ['--logs', '/no/such.log'], 5, '/no/such.log cannot be read'],
  ])('%s', async (_, words, code, text) => {
    expect(await measure(words)).toMatchObject({ code, err: expect.stringContaining(text) });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a draft of requests', () => {
  it('is written, to be edited', async () => {
    const draft = join(folder, 'requests.json');
    expect(await measure(['--draft', draft])).toMatchObject({ code: 0 });
    const { requests } = JSON.parse(readFileSync(draft, 'utf8')) as { requests: { class: string; path: string }[] };
    expect(requests.map(({ class: id }) => id).sort()).toEqual([
      'GET /api/broken',
      'GET /api/heavy',
      'GET /api/light',
      'POST /api/writes',
    ]);
  });
});
