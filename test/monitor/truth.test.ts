import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { launch, ready } from '../cli/command.ts';

// The same as `node scripts/monitor/truth.js` with its million of requests, in small.
// Processor time is measured on a machine that others share, whose caches they empty: it may be asked again.
const SHARED = { retry: 2, timeout: 240_000 };
it(
  'counts every request once by outcome, knows its percentiles, its processor time, and whose work was whose',
  SHARED,
  () => {
    ready();
    const run = launch(process.execPath, [join(root, 'scripts', 'monitor', 'truth.js'), '--requests', '1200']);
    expect(run.err).toBe('');
    const { sent, counted, worstPercentileError, processor, attribution } = JSON.parse(run.out);
    expect(counted).toEqual(sent);
    const kinds = Object.values(sent as Record<string, Record<string, number>>);
    expect(kinds.flatMap((figures) => Object.values(figures)).reduce((sum, count) => sum + count, 0)).toBe(1200);
    for (const figures of kinds) expect(Object.values(figures).every((count) => count > 0)).toBe(true);
    expect(worstPercentileError).toBeLessThan(0.02);
    expect(attribution).toEqual({ requests: 1200, exact: 1200, strays: 0 });
    type Burnt = { readonly samples: number; readonly error: number; readonly allowed: number };
    expect(
      (processor as readonly Burnt[]).filter(({ samples, error, allowed }) => samples < 50 || error > allowed),
    ).toEqual([]);
    expect(run.exitCode).toBe(0);
  },
);
