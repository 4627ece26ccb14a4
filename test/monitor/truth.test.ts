import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { launch, ready } from '../cli/command.ts';

// The same as `node scripts/monitor/truth.js` with its million of requests, in small.
it('counts every request of a load generator, once, by route and by outcome: kept alive, closed and abandoned', () => {
  ready();
  const run = launch(process.execPath, [join(root, 'scripts', 'monitor', 'truth.js'), '--requests', '1200']);
  expect(run.err).toBe('');
  const { sent, counted, worstPercentileError } = JSON.parse(run.out);
  expect(counted).toEqual(sent);
  const kinds = Object.values(sent as Record<string, Record<string, number>>);
  expect(kinds.flatMap((figures) => Object.values(figures)).reduce((sum, count) => sum + count, 0)).toBe(1200);
  for (const figures of kinds) expect(Object.values(figures).every((count) => count > 0)).toBe(true);
  expect(worstPercentileError).toBeLessThan(0.02);
  expect(run.exitCode).toBe(0);
}, 240_000);
