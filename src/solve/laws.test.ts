import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programs } from '../../test/programs.ts';
import { constant } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import {
  asymptoticBounds,
  balancedJobBounds,
  capacityOf,
  compile,
  exactMva,
  saturationOf,
  simulate,
  solveClosed,
  solveOpen,
} from './index.ts';

const STATIONS = ['event-loop', 'database', 'threads', 'outside'] as const;

const served = (station: fc.Arbitrary<string>, longest: number, variability: fc.Arbitrary<number>) =>
  fc.record({
    kind: fc.constant('serve' as const),
    station,
    time: fc.integer({ min: 1, max: longest }).map((n) => constant(n / 1024)),
    variability,
    tags: fc.constant([]),
  });

const activity = programs({
  leaf: served(fc.constantFrom(...STATIONS), 64, fc.constantFrom(0, 0.25, 1, 2)),
  kinds: ['sequence', 'parallel', 'repeat', 'choice', 'hold', 'detached'],
  fewest: 1,
  turns: fc.integer({ min: 0, max: 12 }).map((n) => n / 4),
  modes: ['sequential', 'parallel'],
  pool: 'connections',
  held: served(fc.constant('database'), 32, fc.constant(1)),
  first: 0.25,
});

function modelOf(activities: readonly Activity[], time = 1, servers = 1): QueueingModel {
  return {
    parameters: [],
    stations: [
      { id: 'event-loop', type: 'queue', servers, scope: 'instance', slice: 0.05 * time },
      { id: 'database', type: 'queue', servers: 2 * servers, scope: 'shared' },
      { id: 'threads', type: 'sharing', servers: 2 * servers, scope: 'instance' },
      { id: 'outside', type: 'delay', servers: 1, scope: 'shared' },
      { id: 'connections', type: 'pool', servers: 4 * servers, scope: 'instance' },
    ],
    classes: activities.map((one, i) => ({ id: `route ${i}`, activity: one })),
    instances: 1,
  };
}

const model = fc.array(activity, { minLength: 1, maxLength: 3 }).map((activities) => modelOf(activities));
const mixOf = ({ classes }: QueueingModel) => Object.fromEntries(classes.map(({ id }) => [id, 1 / classes.length]));

describe('laws of the open solver', () => {
  const loads = fc.tuple(model, fc.double({ min: 0.05, max: 0.9, noNaN: true }));

  it('utilization: U = λD / m, and Little: waiting = λV × wait', () => {
    fc.assert(
      fc.property(loads, ([one, load]) => {
        const compiled = compile(one, {}, mixOf(one));
        const full = saturationOf(compiled);
        if (!Number.isFinite(full)) return;
        const solution = solveOpen(compiled, load * full, 0.95);
        if (!solution.stable) return;
        solution.stations.forEach((station, s) => {
          const sum = (of: Float64Array) =>
            compiled.classes.reduce((total, { share }, c) => total + share * (of[c * 5 + s] as number), 0);
          const servers = compiled.stations[s]?.servers ?? 1;
          if (station.id !== 'connections' && station.id !== 'outside') {
            expect(station.utilization).toBeCloseTo((load * full * sum(compiled.loads.demand)) / servers, 9);
          }
          expect(station.utilization).toBeLessThanOrEqual(1);
          expect(station.waiting).toBeCloseTo(load * full * sum(compiled.loads.visits) * station.waitingTime, 6);
        });
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('a response is never shorter than on an idle system, nor a percentile below half the mean', () => {
    fc.assert(
      fc.property(loads, ([one, load]) => {
        const compiled = compile(one, {}, mixOf(one));
        const rate = load * Math.min(1e6, saturationOf(compiled));
        const solution = solveOpen(compiled, rate, 0.95);
        if (!solution.stable) return;
        solution.classes.forEach((found, c) => {
          expect(found.responseTime).toBeGreaterThanOrEqual((compiled.loads.idleMean[c] as number) * (1 - 1e-9));
          expect(found.percentileTime).toBeGreaterThanOrEqual(found.responseTime * 0.5);
        });
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('more load never shortens the mean response', () => {
    fc.assert(
      fc.property(loads, ([one, load]) => {
        const compiled = compile(one, {}, mixOf(one));
        const full = Math.min(1e6, saturationOf(compiled));
        const [light, heavy] = [0.7 * load, load].map((part) => solveOpen(compiled, part * full, 0.95));
        expect(heavy?.responseTime ?? 0).toBeGreaterThanOrEqual((light?.responseTime ?? 0) * (1 - 1e-6));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('another unit of time changes nothing', () => {
    fc.assert(
      fc.property(fc.array(activity, { minLength: 1, maxLength: 2 }), (activities) => {
        const scale = (one: Activity): Activity =>
          JSON.parse(
            JSON.stringify(one),
            (_key, value: { kind?: string; time?: { terms: { coefficient: number }[] } }) =>
              value?.kind === 'serve' && value.time
                ? { ...value, time: constant((value.time.terms[0]?.coefficient ?? 0) * 1024) }
                : value,
          ) as Activity;
        const [a, b] = [modelOf(activities), modelOf(activities.map(scale), 1024)];
        const [x, y] = [compile(a, {}, mixOf(a)), compile(b, {}, mixOf(b))];
        const full = saturationOf(x);
        if (!Number.isFinite(full)) return;
        const [p, q] = [solveOpen(x, full / 2, 0.95), solveOpen(y, full / 2048, 0.95)];
        if (p.responseTime === 0) return;
        expect(q.responseTime / 1024 / p.responseTime).toBeCloseTo(1, 6);
        expect(q.percentileTime / 1024 / p.percentileTime).toBeCloseTo(1, 4);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('more servers everywhere never lower the capacity', () => {
    const objective = { percentile: 0.95, responseTime: 4, errors: 0.01, judges: 'each class' } as const;
    fc.assert(
      fc.property(fc.array(activity, { minLength: 1, maxLength: 2 }), (activities) => {
        const [few, many] = [modelOf(activities), modelOf(activities, 1, 2)].map((one) =>
          capacityOf(compile(one, {}, mixOf(one)), objective),
        );
        expect(many?.throughput ?? 0).toBeGreaterThanOrEqual((few?.throughput ?? 0) * 0.97);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

describe('laws of the simulator', () => {
  it('serves what the demands say, loses nobody, and agrees with the analytic mean at light load', () => {
    fc.assert(
      fc.property(model, (one) => {
        const mix = mixOf(one);
        const compiled = compile(one, {}, mix);
        const full = saturationOf(compiled);
        if (!Number.isFinite(full)) return;
        const rate = full * 0.15;
        const found = simulate(compiled, { kind: 'open', rate, mix }, { seed: 6, requests: 8000 });
        const theory = solveOpen(compiled, rate, 0.95);
        expect(found.errors).toBe(0);
        expect(Math.abs(found.throughput / rate - 1)).toBeLessThan(0.1);
        if (theory.responseTime > 0) expect(Math.abs(found.responseTime / theory.responseTime - 1)).toBeLessThan(0.35);
        theory.stations.forEach((station, s) => {
          expect(Math.abs((found.stations[s]?.utilization ?? 0) - station.utilization)).toBeLessThan(0.04);
        });
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe('laws of closed networks', () => {
  const network = fc.record({
    demands: fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 1, maxLength: 5 }),
    thinkTime: fc.double({ min: 0, max: 20, noNaN: true }),
    users: fc.integer({ min: 1, max: 30 }),
  });

  it('bounds bracket exact mean value analysis; convolution finds the same', () => {
    fc.assert(
      fc.property(network, ({ demands, thinkTime, users }) => {
        const exact = exactMva(demands, users, thinkTime);
        for (const bounds of [asymptoticBounds, balancedJobBounds]) {
          const { throughput, responseTime } = bounds({ demands, thinkTime }, users);
          expect(exact.throughput).toBeGreaterThanOrEqual(throughput.low * (1 - 1e-9));
          expect(exact.throughput).toBeLessThanOrEqual(throughput.high * (1 + 1e-9));
          expect(exact.responseTime).toBeGreaterThanOrEqual(responseTime.low * (1 - 1e-9));
          expect(exact.responseTime).toBeLessThanOrEqual(responseTime.high * (1 + 1e-9));
        }
        const same = solveClosed(
          demands.map((demand) => ({ demands: [demand], servers: 1 })),
          [users],
          [thinkTime],
        );
        expect((same.throughputs[0] as number) / exact.throughput).toBeCloseTo(1, 9);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('several servers: R ≥ D, throughput grows with users and with servers, Little holds', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 40 }), ({ demands, thinkTime, users }, servers) => {
        const solve = (n: number, m: number) =>
          solveClosed(
            demands.map((demand) => ({ demands: [demand], servers: m })),
            [n],
            [thinkTime],
          );
        const [found, more, wider] = [solve(users, servers), solve(users + 1, servers), solve(users, servers + 1)];
        const total = demands.reduce((sum, demand) => sum + demand, 0);
        const x = found.throughputs[0] as number;
        expect(found.responseTimes[0]).toBeGreaterThanOrEqual(total * (1 - 1e-9));
        expect(more.throughputs[0]).toBeGreaterThanOrEqual(x * (1 - 1e-9));
        expect(wider.throughputs[0]).toBeGreaterThanOrEqual(x * (1 - 1e-9));
        const present = found.present.reduce((sum, row) => sum + (row[0] as number), 0);
        expect(present + x * thinkTime).toBeCloseTo(users, 6);
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});
