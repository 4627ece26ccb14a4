import { describe, expect, it } from 'vitest';
import { addedBy, median } from '../../scripts/monitor/pooled.js';

/** Numbers that are the same in every run, between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Six lives of twenty-four stretches on a machine that changes speed by a factor of two, where somebody else disturbs one stretch in ten. */
function lives(costs: Readonly<Record<string, number>>, seed = 7) {
  const next = numbers(seed);
  return Array.from({ length: 6 }, () => {
    const own = Object.fromEntries(Object.keys(costs).map((way) => [way, 1 + 0.01 * (next() - 0.5)]));
    const speeds = Array.from({ length: 24 }, () => 1 + next());
    const stretch = (way: string, cost: number, speed: number): number =>
      cost * speed * (own[way] ?? 1) * (1 + 0.04 * (next() - 0.5)) * (next() < 0.1 ? 1.3 : 1);
    return Object.fromEntries(
      Object.entries(costs).map(([way, cost]) => [way, speeds.map((speed) => stretch(way, cost, speed))]),
    );
  });
}

describe('what the benchmark of the monitor says of a machine that changes speed', () => {
  const bare = ['nothing', 'nothing, again'];

  it('finds what a way adds: the truth is within the interval in nearly all runs, and the interval is a few percent', () => {
    const costs = { nothing: 600, 'nothing, again': 600, watched: 630 };
    const found = Array.from({ length: 20 }, (_, seed) => addedBy(lives(costs, seed + 1), 'watched', bare));
    expect(found.filter(({ low, high }) => low <= 0.05 && 0.05 <= high).length).toBeGreaterThanOrEqual(17);
    for (const { cost } of found) expect(Math.abs(cost - 0.05)).toBeLessThan(0.04);
    expect(median(found.map(({ low, high }) => high - low))).toBeLessThan(0.08);
  });

  it('finds nothing between two processes that nothing watches, in nearly all runs', () => {
    const found = Array.from({ length: 20 }, (_, seed) =>
      addedBy(lives({ nothing: 600, 'nothing, again': 600 }, seed + 1), 'nothing, again', ['nothing']),
    );
    expect(found.filter(({ low, high }) => low <= 0 && 0 <= high).length).toBeGreaterThanOrEqual(17);
  });

  it('says of processes that differ from life to life that it does not know', () => {
    const unlike = [0.9, 1.1, 0.95, 1.05, 1.1, 0.9].map((factor) => ({
      nothing: [1, 1, 1, 1],
      'nothing, again': [factor, factor, factor, factor],
    }));
    const { low, high } = addedBy(unlike, 'nothing, again', ['nothing']);
    expect(high - low).toBeGreaterThan(0.05);
  });
});
