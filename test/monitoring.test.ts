import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimate, memoryProject } from '../src/index.ts';
import type { Insertion } from '../src/model/estimate.ts';
import { club } from './club.ts';

/** Starts a server with the module of the report in front, sends five requests, then lets the minute pass at once. */
const HARNESS = `
import { createServer } from 'node:http';
let minute;
globalThis.setInterval = (run) => { minute = run; return { unref() {} }; };
const { measureRequests, watchPool } = await import('./metrics.mjs');
watchPool({ waitingCount: 3 });
const server = createServer((req, res) => {
  req.originalUrl = req.url;
  measureRequests(req, res, () => { res.statusCode = req.url === '/broken' ? 500 : 200; res.end('ok'); });
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = 'http://127.0.0.1:' + server.address().port;
for (const path of ['/', '/', '/broken', '/', '/']) await (await fetch(base + path)).text();
await new Promise((settled) => setTimeout(settled, 50));
minute();
server.closeAllConnections();
server.close();
`;

describe('the monitoring code of the report', () => {
  const result = estimate(memoryProject(club()));
  const folder = mkdtempSync(join(tmpdir(), 'club-metrics-'));
  const created = (insertions: readonly Insertion[]): Insertion =>
    insertions.find((insertion) => insertion.after === 0) ?? expect.fail('no new file');
  let lines: readonly Record<string, unknown>[] = [];

  beforeAll(() => {
    const files = { ...club(), 'server/index.js': club()['server/index.ts'] ?? '' };
    const plain = Object.fromEntries(
      Object.entries(files)
        .filter(([path]) => path !== 'server/index.ts')
        .map(([path, text]) => [path, text.replace('tsx server/index.ts', 'node server/index.js')]),
    );
    const untyped = created(estimate(memoryProject(plain)).monitoring.insertions);
    writeFileSync(join(folder, 'metrics.mjs'), untyped.code);
    writeFileSync(join(folder, 'harness.mjs'), HARNESS);
    const printed = execFileSync(process.execPath, [join(folder, 'harness.mjs')], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    lines = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is valid TypeScript in a TypeScript project', () => {
    const module = created(result.monitoring.insertions);
    expect(module.file).toBe('server/metrics.ts');
    expect(parseSync(module.file, module.code).errors).toEqual([]);
  });

  it('logs the request that failed, and no other', () => {
    const requests = lines.filter((line) => line['event'] === 'request');
    expect(requests).toEqual([expect.objectContaining({ method: 'GET', route: '/broken', status: 500 })]);
  });

  it('counts the minute and names the signals beyond their thresholds', () => {
    const minute = lines.find((line) => line['event'] === 'minute');
    expect(minute).toMatchObject({
      requestsPerMinute: 5,
      errorRate: 0.2,
      poolWaiting: 3,
      requestsPerHour: 5,
      aborted: 0,
    });
    expect(minute?.['alerts']).toEqual(expect.arrayContaining(['act:errorRate', 'watch:poolWaiting']));
  });
});
