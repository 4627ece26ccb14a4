import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compared, recorded } from '../scripts/measure/compare.js';
import { stages, TOLERANCE } from './stages.ts';

// Estimates of measured applications, beside the capacities measured after: recomputed, and never worse.

interface Kept {
  readonly name: string;
  readonly size: number;
  readonly scenario: string;
  readonly capacity: { readonly predicted: number; readonly measured: number };
}
const { each } = JSON.parse(readFileSync(new URL('../accuracy/measured.json', import.meta.url), 'utf8')) as {
  readonly each: readonly Kept[];
};
const far = ({ predicted, measured }: Kept['capacity']): number => Math.max(predicted / measured, measured / predicted);

describe('the record of measured applications', () => {
  it.each(recorded().map((live) => [`${live.name}, ${live.size}`, live] as const))(
    'of %s is no worse than it was',
    (_, live) => {
      const now = compared(live, stages);
      const before = each.filter(({ name, size }) => name === live.name && size === live.size);
      expect(now.map(({ scenario }) => scenario)).toEqual(before.map(({ scenario }) => scenario));
      for (const [i, { capacity }] of now.entries())
        expect(far(capacity)).toBeLessThanOrEqual(far((before[i] as Kept).capacity) * TOLERANCE);
    },
    120_000,
  );
});
