import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { DEFAULT_OBJECTIVE } from '../../src/model/objective.ts';
import type { QueueingModel } from '../../src/model/queueing-model.ts';
import { ready } from '../cli/command.ts';
import { type Browser, CHROMIUM, startBrowser } from './browser.ts';

const club = JSON.parse(readFileSync(join(root, 'fixtures/solve/club/model.json'), 'utf8')) as QueueingModel;
const MIX = { spa: 0.3, memberships: 0.3, events: 0.35, login: 0.05 };

/** Runs as it is in Node and, by its text, in the page: it may use nothing but what it is given. */
function figures(
  solver: typeof import('../../src/solve/index.ts'),
  model: QueueingModel,
  mix: Readonly<Record<string, number>>,
  objective: typeof DEFAULT_OBJECTIVE,
): string {
  const compiled = solver.compile(model, {}, mix);
  const capacity = solver.capacityOf(compiled, objective);
  const load = { kind: 'open', rate: 0.8 * capacity.throughput, mix } as const;
  let refusal = '';
  try {
    solver.compile({ ...model, instances: Number.NaN }, {}, mix);
  } catch (error) {
    refusal = error instanceof solver.InvalidModelError ? error.name : String(error);
  }
  return JSON.stringify({
    solved: solver.solveOpen(compiled, load.rate, objective.percentile),
    capacity,
    simulated: solver.simulate(compiled, load, { seed: 7, requests: 20_000 }),
    found: solver.capacityBySimulation(compiled, objective, { seed: 7, start: capacity.throughput, requests: 4_000 }),
    refusal,
  });
}

const FIGURE = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/** The largest relative difference between the figures of two texts that say the same otherwise. */
function difference(a: string, b: string): number {
  expect(a.replace(FIGURE, '#')).toBe(b.replace(FIGURE, '#'));
  const others = b.match(FIGURE) ?? [];
  return (a.match(FIGURE) ?? []).reduce((most, text, i) => {
    const [x, y] = [Number(text), Number(others[i])];
    return Math.max(most, x === y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y)));
  }, 0);
}

/** What is counted, not computed. */
function counts(text: string): readonly string[] {
  return text.match(/"(?:events|completed)":\d+/g) ?? [];
}

describe('jauge/solve for browsers', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly exports: { readonly './solve': { readonly browser: string } };
  };
  let code: string;
  beforeAll(() => {
    ready();
    code = readFileSync(join(root, exports['./solve'].browser), 'utf8');
  });

  it('is one file that imports nothing and names no module of Node', () => {
    expect(code).not.toMatch(/\bimport\s*[({"'*\w]|\brequire\s*\(|\bfrom\s*["']|node:|\bprocess\.|\bBuffer\b/);
    expect(code).toMatch(/export\s*\{/);
  });

  it('exports what the sources export, and answers the same bytes in Node', async () => {
    const [page, node] = await Promise.all([
      import(`data:text/javascript,${encodeURIComponent(code)}`),
      import('../../src/solve/index.ts'),
    ]);
    expect(Object.keys(page).sort()).toEqual(Object.keys(node).sort());
    expect(figures(page, club, MIX, DEFAULT_OBJECTIVE)).toBe(figures(node, club, MIX, DEFAULT_OBJECTIVE));
  });

  it('weighs at most what docs/method.md says, and not much less', () => {
    const said = readFileSync(join(root, 'docs/method.md'), 'utf8').match(/under (\d+) kB, (\d+) kB compressed/);
    for (const [most, bytes] of [
      [said?.[1], Buffer.byteLength(code)],
      [said?.[2], gzipSync(code).length],
    ] as const) {
      expect(bytes / 1000).toBeLessThan(Number(most));
      expect(bytes / 1000).toBeGreaterThan(0.75 * Number(most));
    }
  });

  describe.skipIf(CHROMIUM === undefined)('in a page', () => {
    let server: Server;
    let browser: Browser;
    beforeAll(async () => {
      server = createServer((request, response) => {
        const script = request.url === '/solve.js';
        response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
        response.end(script ? code : '<!doctype html><title>solve</title><link rel="icon" href="data:,">');
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      browser = await startBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      server.closeAllConnections();
      server.close();
    });

    // Engines may round Math.exp, Math.log and ** differently (ECMA-262, 21.3.2): the last digits follow the engine, not the build.
    it('solves, searches a capacity and simulates as in Node: same events, every figure to 12 digits', async () => {
      const here = figures(await import('../../src/solve/index.ts'), club, MIX, DEFAULT_OBJECTIVE);
      expect(JSON.parse(here)).toMatchObject({ refusal: 'InvalidModelError', simulated: { stable: true } });

      const page = await (await browser.newContext({})).newPage();
      const asked: string[] = [];
      page.on('request', (request) => {
        const { protocol, pathname } = new URL(request.url());
        if (protocol !== 'data:') asked.push(pathname);
      });
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const given = [club, MIX, DEFAULT_OBJECTIVE].map((value) => JSON.stringify(value)).join(', ');
      const there = await page.evaluate(`import('/solve.js').then((solver) => (${figures})(solver, ${given}))`);

      expect(counts(`${there}`)).toHaveLength(4);
      expect(counts(`${there}`)).toEqual(counts(here));
      expect(difference(`${there}`, here)).toBeLessThan(1e-12);
      expect(asked).toEqual(['/', '/solve.js']);
    });
  });
});
