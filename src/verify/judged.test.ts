import { expect, test } from 'vitest';
import type { Solution } from '../model/solution.ts';
import { capacityAsJudged, judgedAlone } from './judged.ts';

const objective = { percentile: 0.95, responseTime: 1, errors: 0.01, judges: 'each class' } as const;
const mix = { usual: 0.99, rare: 0.01 };
const judging = { objective, mix, window: 20, allowed: () => 1 };

/** The mix leaves the objective at 97 requests a second (an M/M/1 of 100), the rare class alone at 20. */
function solved(rate: number): Solution {
  const usual = rate < 100 ? 3 / (100 - rate) : Number.POSITIVE_INFINITY;
  const of = (id: string, percentileTime: number) => ({
    id,
    percentileTime,
    throughput: 0,
    responseTime: 0,
    errors: 0,
  });
  return {
    method: 'analytic',
    stable: rate < 100,
    throughput: rate,
    responseTime: usual / 3,
    percentileTime: usual,
    errors: 0,
    stations: [],
    classes: [of('usual', usual), of('rare', rate / 20)],
  };
}

test('a class of which a window holds too few requests is not judged alone', () => {
  expect(judgedAlone(judging, 50)).toEqual(['usual']);
  expect(judgedAlone(judging, 500)).toEqual(['usual', 'rare']);
  expect(capacityAsJudged(judging, 40, solved) / 97).toBeCloseTo(1, 1);
});

test('the same class decides when windows are long enough, from whichever side the search begins', () => {
  for (const start of [2, 15, 90])
    expect(capacityAsJudged({ ...judging, window: 2000 }, start, solved) / 20).toBeCloseTo(1, 1);
});

test('a class may take what it is allowed', () => {
  const patient = { ...judging, window: 2000, allowed: (id: string) => (id === 'rare' ? 2 : 1) };
  expect(capacityAsJudged(patient, 15, solved) / 40).toBeCloseTo(1, 1);
});

test('no load that passes, and no load that does not: the search ends', () => {
  const always = (rate: number) => ({ ...solved(1), throughput: rate });
  const never = (rate: number) => ({ ...solved(rate), errors: 1 });
  expect(capacityAsJudged({ ...judging, window: 1 }, 10, always)).toBeGreaterThan(1000);
  expect(capacityAsJudged(judging, 10, never)).toBeLessThan(0.1);
});
