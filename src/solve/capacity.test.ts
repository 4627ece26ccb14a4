import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constant, product } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE, type Objective } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import {
  applyChanges,
  capacityBySimulation,
  capacityOf,
  compile,
  sampleCapacity,
  sensitivitiesOf,
  simulate,
  solveOpen,
} from './index.ts';

/** An association's application: ten light routes, and a login of three slices of 100 ms on the event loop. */
const club = JSON.parse(
  readFileSync(new URL('../../fixtures/solve/club/model.json', import.meta.url), 'utf8'),
) as QueueingModel;
const LIGHT = {
  spa: 0.14,
  plans: 0.09,
  memberships: 0.14,
  news: 0.26,
  events: 0.2,
  dashboard: 0.05,
  members: 0.04,
  create: 0.04,
  pay: 0.02,
  webhook: 0.02,
};
const OF_THE_MIX: Objective = { ...DEFAULT_OBJECTIVE, judges: 'the mix' };

function withLogins(share: number) {
  const mix = Object.fromEntries(Object.entries(LIGHT).map(([id, of]) => [id, of * (1 - share)]));
  return share > 0 ? { ...mix, login: share } : mix;
}

describe('errors that no load makes', () => {
  /** One request in a thousand calls a service ten times at once, which takes one call a second: it is refused whatever the rate. */
  const model = (share: number) => {
    const call: Activity = { kind: 'serve', station: 'service', time: constant(0.1), variability: 0, tags: [] };
    const till: Activity = { kind: 'serve', station: 'till', time: constant(0.01), variability: 1, tags: [] };
    const bulk: Activity = { kind: 'parallel', steps: Array.from({ length: 10 }, () => call) };
    return compile(
      {
        parameters: [],
        stations: [
          { id: 'till', type: 'queue', servers: 1, scope: 'shared' },
          { id: 'service', type: 'delay', servers: 1, scope: 'shared', rateLimit: constant(1) },
        ],
        classes: [
          { id: 'visit', activity: till },
          { id: 'bulk', activity: { kind: 'sequence', steps: [till, bulk] } },
        ],
        instances: 1,
      },
      {},
      { visit: 1 - share, bulk: share },
    );
  };
  const found = (share: number, leastShare: number) =>
    capacityBySimulation(model(share), DEFAULT_OBJECTIVE, { seed: 5, start: 20, requests: 8000, leastShare })
      .throughput;

  it('of a class too rare to be judged, or of one that is refused alone, leave a capacity', () => {
    expect(found(0.001, 0.01)).toBeGreaterThan(10);
    expect(found(0.001, 0)).toBeGreaterThan(10);
  });
});

describe('capacity', () => {
  it('of M/M/1 is where p95 = R ln 20 meets the limit', () => {
    const model: QueueingModel = {
      parameters: [],
      stations: [{ id: 'till', type: 'queue', servers: 1, scope: 'shared' }],
      classes: [
        {
          id: 'visit',
          activity: { kind: 'serve', station: 'till', time: constant(0.05), variability: 1, tags: [] },
        },
      ],
      instances: 1,
    };
    const found = capacityOf(compile(model, {}, { visit: 1 }), DEFAULT_OBJECTIVE);
    expect(Math.abs(found.throughput / (20 - Math.log(20)) - 1)).toBeLessThan(0.002);
    expect(found.saturation).toBeCloseTo(20, 9);
    expect(found.limitingClass).toBe('visit');
  });

  it.each([
    [0.01, 0.9],
    [0.05, 0.9],
  ])('%d of logins in slices of 100 ms: p95 fails well before the loop is full', (share, most) => {
    const compiled = compile(club, {}, withLogins(share));
    const found = capacityOf(compiled, OF_THE_MIX);
    expect(found.station).toBe('event-loop');
    expect(found.reason).toBe('percentile');
    expect(found.throughput).toBeLessThan(most * found.saturation);
    const simulated = simulate(
      compiled,
      { kind: 'open', rate: found.throughput, mix: withLogins(share) },
      { seed: 8, requests: 200_000 },
    );
    expect(simulated.percentileTime).toBeGreaterThan(0.85);
    expect(simulated.percentileTime).toBeLessThan(1.15);
  });

  it('without logins is the database, full', () => {
    const found = capacityOf(compile(club, {}, withLogins(0)), DEFAULT_OBJECTIVE);
    expect(found.station).toBe('database');
    expect(found.reason).toBe('utilization');
  });

  it('judges a class that is too slow even when idle against twice its idle percentile', () => {
    const compiled = compile(club, {}, withLogins(0.01));
    const found = capacityOf(compiled, { ...DEFAULT_OBJECTIVE, responseTime: 0.25 });
    expect(found.overWhenIdle).toContain('login');
    expect(found.throughput).toBeGreaterThan(0);
    const login = found.solution.classes.find(({ id }) => id === 'login');
    const idle = solveOpen(compiled, 1e-6, 0.95).classes.find(({ id }) => id === 'login');
    expect(login?.percentileTime).toBeLessThan(2.02 * (idle?.percentileTime ?? 0));
  });

  it('is that of a rare class too: one request in two hundred keeps the loop 300 ms, and all waits of the others are short', () => {
    const loop = (seconds: number): Activity => ({
      kind: 'serve',
      station: 'loop',
      time: constant(seconds),
      variability: 0,
      tags: [],
    });
    const model: QueueingModel = {
      parameters: [],
      stations: [{ id: 'loop', type: 'queue', servers: 1, scope: 'instance', slice: 0.1 }],
      classes: [
        { id: 'page', activity: loop(0.004) },
        { id: 'export', activity: loop(0.3) },
      ],
      instances: 1,
    };
    const mix = { page: 0.995, export: 0.005 };
    const compiled = compile(model, {}, mix);
    const found = capacityOf(compiled, DEFAULT_OBJECTIVE);
    expect(found.limitingClass).toBe('export');
    const seen = capacityBySimulation(compiled, DEFAULT_OBJECTIVE, { seed: 5, start: found.throughput });
    expect(seen.limitingClass).toBe('export');
    expect(Math.abs(seen.throughput / found.throughput - 1)).toBeLessThan(0.2);
    const exportsAt = (rate: number) =>
      simulate(compiled, { kind: 'open', rate, mix }, { seed: 6, requests: 400_000 }).classes.find(
        ({ id }) => id === 'export',
      )?.percentileTime ?? 0;
    expect(exportsAt(seen.confidence.low)).toBeLessThan(1);
    expect(exportsAt(seen.confidence.high)).toBeGreaterThan(1);
  });

  it('agrees with simulation', () => {
    const compiled = compile(club, {}, withLogins(0.05));
    const analytic = capacityOf(compiled, OF_THE_MIX);
    const simulated = capacityBySimulation(compiled, OF_THE_MIX, {
      seed: 3,
      start: analytic.throughput,
      requests: 60_000,
    });
    expect(Math.abs(analytic.throughput / simulated.throughput - 1)).toBeLessThan(0.15);
    expect(simulated.solution.method).toBe('simulation');
  });

  it('is limited by the pool when the pool is what is small', () => {
    const small = applyChanges(club, [
      { kind: 'set-servers', station: 'connections', servers: 1 },
      { kind: 'set-servers', station: 'database', servers: 8 },
    ]);
    const found = capacityOf(compile(small, {}, withLogins(0)), DEFAULT_OBJECTIVE);
    expect(found.station).toBe('connections');
    expect(found.reason).toBe('pool');
  });

  it('is limited by a rate limit', () => {
    const stations = club.stations.map((s) => (s.id === 'service:stripe' ? { ...s, rateLimit: constant(1) } : s));
    const found = capacityOf(compile({ ...club, stations }, {}, withLogins(0)), DEFAULT_OBJECTIVE);
    expect(found.throughput).toBeLessThan(51);
    expect(found.reason).toBe('rate-limit');
    expect(found.station).toBe('service:stripe');
  });

  it('grows with instances until what they share is full', () => {
    const capacityWith = (instances: number) =>
      capacityOf(compile(applyChanges(club, [{ kind: 'set-instances', instances }]), {}, withLogins(0.05)), OF_THE_MIX)
        .throughput;
    const [one, two, forty] = [capacityWith(1), capacityWith(2), capacityWith(40)];
    expect(two / one).toBeCloseTo(2, 1);
    expect(forty).toBeLessThan(520);
  });
});

describe('sampling', () => {
  const source = { provenance: 'assumed' as const };
  const model: QueueingModel = {
    parameters: [
      { id: 'hash', unit: 's', range: { low: 0.005, typical: 0.01, high: 0.03, source } },
      { id: 'query', unit: 's', range: { low: 0.0009, typical: 0.001, high: 0.0011, source } },
      { id: 'unused', unit: 's', range: { low: 1, typical: 2, high: 3, source } },
    ],
    stations: [
      { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance' },
      { id: 'database', type: 'queue', servers: 1, scope: 'shared' },
    ],
    classes: [
      {
        id: 'POST /login',
        activity: {
          kind: 'sequence',
          steps: [
            { kind: 'serve', station: 'event-loop', time: product(1, 'hash'), variability: 0, tags: ['hash'] },
            { kind: 'serve', station: 'database', time: product(1, 'query'), variability: 1, tags: [] },
          ],
        },
      },
    ],
    instances: 1,
  };
  const MIX = { 'POST /login': 1 };
  const options = { samples: 200, seed: 7 };

  it('brackets the typical answer, and names the heaviest input', () => {
    const sampled = sampleCapacity(model, MIX, DEFAULT_OBJECTIVE, options);
    const typical = capacityOf(compile(model, { hash: 0.01, query: 0.001, unused: 2 }, MIX), DEFAULT_OBJECTIVE);
    expect(sampled.throughput.low).toBeLessThan(typical.throughput);
    expect(sampled.throughput.high).toBeGreaterThan(typical.throughput);
    expect(sampled.throughput.low).toBeGreaterThan(1 / 0.03 - 6);
    expect(sampled.throughput.high).toBeLessThan(1 / 0.005);
    const sensitivities = sensitivitiesOf(model, MIX, DEFAULT_OBJECTIVE);
    expect(sensitivities[0]?.parameter).toBe('hash');
    expect(sensitivities[0]?.swing).toBeGreaterThan(5);
    expect(sensitivities.map(({ parameter }) => parameter)).not.toContain('unused');
    expect(sampled.firstToGiveWay[0]).toEqual({ station: 'event-loop', probability: expect.closeTo(1, 9) });
  });

  it('is reproducible', () => {
    const once = () => sampleCapacity(model, MIX, DEFAULT_OBJECTIVE, options);
    expect(once()).toEqual(once());
  });
});
