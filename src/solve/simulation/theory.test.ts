import { describe, expect, it } from 'vitest';
import { POOL_CASES } from '../../../test/pool-cases.ts';
import { constant } from '../../model/expression.ts';
import type { Activity, QueueingModel } from '../../model/queueing-model.ts';
import type { Station } from '../../model/station.ts';
import { compile, mg1, mmc, simulate, solveOpen } from '../index.ts';

function serve(station: string, seconds: number, variability = 1): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: [] };
}

function sequence(...steps: Activity[]): Activity {
  return { kind: 'sequence', steps };
}

function system(stations: readonly Station[], activity: Activity, instances = 1): QueueingModel {
  return { parameters: [], stations, classes: [{ id: 'visit', activity }], instances };
}

const MIX = { visit: 1 };
const till: Station = { id: 'till', type: 'queue', servers: 1, scope: 'shared' };
const open = (rate: number) => ({ kind: 'open', rate, mix: MIX }) as const;

describe('agreement with theory', () => {
  const cases: readonly (readonly [string, Station, number, number])[] = [
    ['M/M/1', till, 1, 5],
    ['M/M/4', { ...till, servers: 4 }, 1, 1.7455405897],
    ['M/D/1', till, 0, 3],
    ['M/G/1, scv 4', till, 4, 11],
    ['M/D/1 shared', { ...till, type: 'sharing' }, 0, 5],
    ['M/M/1 shared', { ...till, type: 'sharing' }, 1, 5],
    ['M/G/1 shared, scv ½', { ...till, type: 'sharing' }, 0.5, 5],
    ['M/G/1 shared, scv 4', { ...till, type: 'sharing' }, 4, 5],
  ];

  it('holds the exact mean in its own 95 % interval in 95 % of 160 seeded cases, all stations 80 % busy', () => {
    let within = 0;
    for (const [, station, variability, mean] of cases) {
      const compiled = compile(system([station], serve('till', 1, variability)), {}, MIX);
      for (let seed = 0; seed < 20; seed++) {
        const found = simulate(compiled, open(0.8 * station.servers), { seed, requests: 60_000 });
        const { low, high } = found.confidence.responseTime;
        if (low < mean && mean < high) within++;
        expect(found.stations[0]?.utilization).toBeCloseTo(0.8, 1);
      }
    }
    expect(within).toBeGreaterThanOrEqual(152);
  }, 120_000);

  it.each(cases)('%s: the mean of 20 seeds is within 1.5 %% of the exact one', (_, station, variability, mean) => {
    const compiled = compile(system([station], serve('till', 1, variability)), {}, MIX);
    const load = open(0.6 * station.servers);
    const exact = station.servers === 4 ? mmc(2.4, 1, 4).responseTime : 1 + ((mean - 1) / 4) * 1.5;
    let sum = 0;
    for (let seed = 0; seed < 20; seed++) sum += simulate(compiled, load, { seed, requests: 20_000 }).responseTime;
    expect(Math.abs(sum / 20 / exact - 1)).toBeLessThan(station.type === 'queue' && variability > 1 ? 0.03 : 0.015);
  });

  it('knows the percentile of M/M/4', () => {
    const compiled = compile(system([{ ...till, servers: 4 }], serve('till', 1)), {}, MIX);
    const found = simulate(compiled, open(3.2), { seed: 5, requests: 300_000 });
    const exact = solveOpen(compiled, 3.2, 0.95).percentileTime;
    expect(Math.abs(found.percentileTime / exact - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.responseTime / mmc(3.2, 1, 4).responseTime - 1)).toBeLessThan(0.03);
  });

  /** Loop slices of 0.75 ms alternate with queries, a geometric number of them, mean 3. */
  function pooled(tokens: number): QueueingModel {
    let inside: Activity = sequence();
    for (let i = 0; i < 45; i++) {
      const branches = [
        { probability: 0.75, leaves: false, body: sequence(serve('database', 0.01), inside) },
        { probability: 0.25, leaves: false, body: sequence() },
      ];
      inside = sequence(serve('loop', 0.00075), { kind: 'choice', branches });
    }
    const stations: Station[] = [
      { id: 'loop', type: 'sharing', servers: 1, scope: 'instance' },
      { id: 'pool', type: 'pool', servers: tokens, scope: 'instance' },
      { id: 'database', type: 'queue', servers: 4, scope: 'shared' },
    ];
    const hold: Activity = { kind: 'hold', pool: 'pool', body: inside, tags: [] };
    return system(stations, sequence(serve('loop', 0.002), hold, serve('loop', 0.002)));
  }

  it.each(POOL_CASES)(
    'pool of $tokens held across loop and database, $users users: the exact Markov chain within 1 % on throughput, 2 % on response time',
    ({ tokens, users, throughput, responseTime }) => {
      const compiled = compile(pooled(tokens), {}, MIX);
      const workload = { kind: 'closed', users, thinkTime: 0.3, mix: MIX } as const;
      const found = simulate(compiled, workload, { seed: 3, requests: 200_000 });
      expect(Math.abs(found.throughput / throughput - 1)).toBeLessThan(0.01);
      expect(Math.abs(found.responseTime / responseTime - 1)).toBeLessThan(0.02);
    },
  );

  it('processor sharing is insensitive: R(x) = x/(1 − ρ), whatever the other services are like', () => {
    const shared: Station = { ...till, type: 'sharing' };
    // Constant short and long; a choice of exponentials is the H2 law.
    const twice: Activity = {
      kind: 'choice',
      branches: [
        { probability: 0.9, leaves: false, body: serve('till', 0.5) },
        { probability: 0.1, leaves: false, body: serve('till', 5.5) },
      ],
    };
    const model: QueueingModel = {
      ...system([shared], twice),
      classes: [
        { id: 'short', activity: serve('till', 0.5, 0) },
        { id: 'long', activity: serve('till', 3, 0) },
        { id: 'mixed', activity: twice },
      ],
    };
    const mix = { short: 0.4, long: 0.1, mixed: 0.5 };
    const mean = 0.4 * 0.5 + 0.1 * 3 + 0.5 * 1;
    const compiled = compile(model, {}, mix);
    const found = simulate(compiled, { kind: 'open', rate: 0.8 / mean, mix }, { seed: 6, requests: 1_000_000 });
    for (const [c, seconds] of [0.5, 3, 1].entries()) {
      expect(Math.abs((found.classes[c]?.responseTime ?? 0) / (5 * seconds) - 1), `${seconds}`).toBeLessThan(0.03);
    }
  });

  it('processor sharing, λ = 0.8, E[S] = 1: R = 5 for lognormal services too (c² = 1, in 80 equally likely cells)', () => {
    const deviation = Math.sqrt(Math.log(2));
    const cells = Array.from({ length: 80 }, (_, i) => Math.exp(deviation * normalQuantile((i + 0.5) / 80)));
    const mean = cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
    const activity: Activity = {
      kind: 'choice',
      branches: cells.map((cell) => ({ probability: 1 / 80, leaves: false, body: serve('till', cell / mean, 0) })),
    };
    const compiled = compile(system([{ ...till, type: 'sharing' }], activity), {}, MIX);
    const found = simulate(compiled, { kind: 'open', rate: 0.8, mix: MIX }, { seed: 3, requests: 1_000_000 });
    expect(Math.abs(found.responseTime / 5 - 1)).toBeLessThan(0.03);
  });

  it('one job of 100 ms in a hundred requests of 2 ms, 100/s, first come first served: mean 9.40 ms by Pollaczek–Khinchine, p95 67 ms, p99 101 ms', () => {
    const model: QueueingModel = {
      ...system([till], serve('till', 0.002, 0)),
      classes: [
        { id: 'page', activity: serve('till', 0.002, 0) },
        { id: 'job', activity: serve('till', 0.1, 0) },
      ],
    };
    const mix = { page: 0.99, job: 0.01 };
    const compiled = compile(model, {}, mix);
    const mean = 0.99 * 0.002 + 0.01 * 0.1;
    const square = 0.99 * 0.002 ** 2 + 0.01 * 0.1 ** 2;
    expect(0.002 + mg1(100, mean, square / mean ** 2 - 1).waitingTime).toBeCloseTo(0.0094, 4);
    expect(Math.abs((solveOpen(compiled, 100, 0.95).classes[0]?.responseTime ?? 0) / 0.0094 - 1)).toBeLessThan(0.03);
    expect(solveOpen(compiled, 100, 0.95).classes[0]?.percentileTime).toBeCloseTo(0.0698, 3);
    const pages = (percentile: number) =>
      simulate(compiled, { kind: 'open', rate: 100, mix }, { seed: 2, requests: 400_000, percentile }).classes[0];
    expect(pages(0.95)?.responseTime).toBeCloseTo(0.0093, 3);
    expect(pages(0.95)?.percentileTime).toBeCloseTo(0.067, 2);
    expect(pages(0.5)?.percentileTime).toBeCloseTo(0.002, 4);
    expect(pages(0.99)?.percentileTime).toBeCloseTo(0.101, 2);
  });

  it.each([
    ['M/M/4, ρ = 0.5', 4, 1, 2, 2.89],
    ['M/M/4, ρ = 0.9', 4, 1, 3.6, 2.7],
    ['M/M/10, ρ = 0.8', 10, 1, 8, 2.75],
    ['M/D/1, ρ = 0.5', 1, 0, 0.5, 2.04],
    ['M/D/1, ρ = 0.9', 1, 0, 0.9, 2.78],
  ])('p95 is not three times the mean: %s', (_, servers, variability, rate, ratio) => {
    const compiled = compile(system([{ ...till, servers }], serve('till', 1, variability)), {}, MIX);
    const found = simulate(compiled, open(rate), { seed: 5, requests: 600_000 });
    expect(Math.abs(found.percentileTime / found.responseTime / ratio - 1)).toBeLessThan(0.03);
  });
});

/** Inverse of the standard normal law, by bisection. */
function normalQuantile(p: number): number {
  let [low, high] = [-8, 8];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalLaw(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

/** Standard normal law: Marsaglia, Journal of Statistical Software 11(4), 2004. */
function normalLaw(x: number): number {
  let [sum, before, term, odd] = [x, 0, x, 1];
  while (sum !== before) {
    before = sum;
    odd += 2;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
