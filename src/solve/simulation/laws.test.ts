import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grammar, programs } from '../../../test/programs.ts';
import { constant } from '../../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../../model/queueing-model.ts';
import type { Station } from '../../model/station.ts';
import { type CompiledModel, compile, demands } from '../index.ts';
import { randomStream } from '../random.ts';
import { push } from './event-list.ts';
import { admit } from './events.ts';
import { runUntil } from './run.ts';
import { ARRIVAL, type Simulation, simulation } from './state.ts';

const MIX = { visit: 1 };
const ENDLESS = { events: 5_000_000, inSystem: 1e9 };

function serve(station: string, seconds: number, variability = 0): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: [] };
}

/** So many requests, Poisson, then nobody else, until nothing happens any more. */
function drained(compiled: CompiledModel, requests: number, rate: number, seed = 1): Simulation {
  const sim = simulation(compiled, 1);
  const random = randomStream(seed, 1);
  let left = requests;
  const next = () => {
    if (left-- > 0) push(sim.list, sim.now - Math.log(random()) / rate, ARRIVAL);
  };
  next();
  const arrive = () => {
    next();
    admit(sim, 0, 0, 0, seed);
  };
  expect(runUntil(sim, Number.MAX_VALUE, { arrive }, ENDLESS)).toBe(true);
  return sim;
}

const answers = (sim: Simulation) => sim.histograms[0]?.count ?? 0;
const meanOf = (sim: Simulation) => (sim.histograms[0]?.sum ?? 0) / answers(sim);

const leaf = fc
  .tuple(fc.constantFrom('loop', 'database', 'shared', 'away'), fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 1))
  .map(([station, n, variability]) => serve(station, n / 1024, variability));
const simple = {
  leaf,
  kinds: ['sequence', 'repeat', 'hold'],
  fewest: 1,
  turns: fc.integer({ min: 0, max: 3 }),
  modes: ['sequential'],
  pool: 'pool',
  held: leaf,
  first: 0.5,
} as const satisfies Grammar;
const tree = programs(simple);
const branching = programs({ ...simple, kinds: [...simple.kinds, 'parallel', 'detached', 'choice'] });

const STATIONS: readonly Station[] = [
  { id: 'loop', type: 'queue', servers: 1, scope: 'instance', slice: 1 / 64 },
  { id: 'database', type: 'queue', servers: 2, scope: 'shared' },
  { id: 'shared', type: 'sharing', servers: 2, scope: 'shared' },
  { id: 'away', type: 'delay', servers: 1, scope: 'shared' },
  { id: 'pool', type: 'pool', servers: 3, scope: 'instance' },
];

function modelOf(activity: Activity, stations = STATIONS, more: Partial<RequestClass> = {}): QueueingModel {
  return { parameters: [], stations, classes: [{ id: 'visit', activity, ...more }], instances: 1 };
}

/** The stations, with little room, little time to wait, or a limit outside. */
function failing(room?: number, timeout?: number, limit?: number): readonly Station[] {
  const bounded = {
    ...(room === undefined ? {} : { room }),
    ...(timeout === undefined ? {} : { acquireTimeout: timeout }),
  };
  const limited = limit === undefined ? {} : { rateLimit: constant(limit) };
  return STATIONS.map((station): Station => {
    if (station.id === 'shared') return station;
    return { ...station, ...(station.id === 'away' ? limited : bounded) };
  });
}

describe('conservation, forced flow', () => {
  const failures = fc.record({
    room: fc.constantFrom(undefined, 0, 1, 5),
    patience: fc.constantFrom(undefined, 0.02, 0.2),
    timeout: fc.constantFrom(undefined, 0, 0.01),
    limit: fc.constantFrom(undefined, 3, 50),
    times: fc.constantFrom(undefined, 1, 3),
  });

  it('every attempt ends as an answer or an error, and nothing is left: refused, out of time, given up, come back', () => {
    let [failed, returned] = [0, 0];
    fc.assert(
      fc.property(branching, failures, (activity, { room, patience, timeout, limit, times }) => {
        const stations = failing(room, timeout, limit);
        const again = times === undefined ? {} : { comesBack: { times, after: 0.1, factor: 2, variability: 1 } };
        const given = patience === undefined ? {} : { patience };
        const compiled = compile(modelOf(activity, stations, { ...again, ...given }), {}, MIX);
        const sim = drained(compiled, 200, 60);
        expect(answers(sim) + (sim.errors[0] as number)).toBe(sim.arrivals[0]);
        expect(sim.arrivals[0]).toBeGreaterThanOrEqual(200);
        expect(sim.arrivals[0]).toBeLessThanOrEqual(200 * (1 + (times ?? 0)));
        expect(sim.inSystem).toBe(0);
        expect(Math.max(...sim.busy, ...sim.waiting)).toBe(0);
        expect(Math.min(...sim.busy, ...sim.waiting)).toBe(0);
        let free = 0;
        for (let task = sim.free; task >= 0; task = sim.tasks.next[task] as number) free++;
        expect(free).toBe(sim.tasks.size);
        failed += sim.errors[0] as number;
        returned += (sim.arrivals[0] as number) - 200;
      }),
      { numRuns: 400, seed: 21 },
    );
    // The law would say nothing if nobody failed.
    expect(failed).toBeGreaterThan(5000);
    expect(returned).toBeGreaterThan(1000);
  }, 60_000);

  it('forced flow: so many requests make V times as many visits, and keep each station busy D times as long', () => {
    fc.assert(
      fc.property(tree, (activity) => {
        // Who waits for a token between two services of the loop comes back to it: another visit. Here nobody does.
        const roomy = STATIONS.map((station) => (station.type === 'pool' ? { ...station, servers: 1000 } : station));
        const compiled = compile(modelOf(activity, roomy), {}, MIX);
        const sim = drained(compiled, 500, 20);
        let rough = 0;
        for (const { station, visits, demand } of demands(compiled)) {
          const s = STATIONS.findIndex(({ id }) => id === station);
          expect(sim.visits[s] as number).toBe(Math.round(visits * 500));
          if (station === 'pool' || station === 'away') continue;
          rough = Math.max(rough, Math.abs((sim.busyTime[s] as number) / (500 * demand) - 1));
        }
        // Exponential services: five hundred of them at least, so that three deviations are 14 %; five for all that are looked at.
        expect(rough).toBeLessThan(0.25);
        expect(answers(sim)).toBe(500);
      }),
      { numRuns: 150, seed: 22 },
    );
  }, 60_000);
});

describe('common random numbers', () => {
  const line = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 0.5, 1, 3)), {
    minLength: 1,
    maxLength: 4,
  });

  it('in a line of single servers, more load never shortens any mean response', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0.1, max: 1.2, noNaN: true }), (services, load) => {
        const stations = services.map((_, i): Station => ({ id: `${i}`, type: 'queue', servers: 1, scope: 'shared' }));
        const steps = services.map(([n, variability], i) => serve(`${i}`, n / 1024, variability));
        const compiled = compile(modelOf({ kind: 'sequence', steps }, stations), {}, MIX);
        const full = 1024 / Math.max(...services.map(([n]) => n));
        const [light, heavy] = [0.8 * load, load].map((part) => meanOf(drained(compiled, 300, part * full)));
        expect(heavy).toBeGreaterThanOrEqual((light as number) * (1 - 1e-9));
      }),
      { numRuns: 150, seed: 23 },
    );
  });

  it('at one station, another server never lengthens the mean response (Kiefer & Wolfowitz 1955)', () => {
    const cases = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 0.5, 1, 3), fc.integer());
    fc.assert(
      fc.property(cases, ([servers, variability, seed]) => {
        const at = (m: number) => {
          const station: Station = { id: 'till', type: 'queue', servers: m, scope: 'shared' };
          return meanOf(
            drained(compile(modelOf(serve('till', 0.1, variability), [station]), {}, MIX), 400, servers * 9, seed),
          );
        };
        expect(at(servers + 1)).toBeLessThanOrEqual(at(servers) * (1 + 1e-9));
      }),
      { numRuns: 150, seed: 24 },
    );
  });

  it('another unit of time changes nothing, to the last bit', () => {
    const scaled = (activity: Activity): Activity => {
      switch (activity.kind) {
        case 'serve':
          return { ...activity, time: constant((activity.time.terms[0]?.coefficient ?? 0) * 1024) };
        case 'sequence':
        case 'parallel':
          return { ...activity, steps: activity.steps.map(scaled) };
        case 'choice':
          return { ...activity, branches: activity.branches.map((one) => ({ ...one, body: scaled(one.body) })) };
        default:
          return { ...activity, body: scaled(activity.body) };
      }
    };
    const slow = STATIONS.map((station) => (station.slice === undefined ? station : { ...station, slice: 16 }));
    fc.assert(
      fc.property(branching, (activity) => {
        const [a, b] = [
          drained(compile(modelOf(activity), {}, MIX), 200, 16),
          drained(compile(modelOf(scaled(activity), slow), {}, MIX), 200, 1 / 64),
        ];
        expect(b.events).toBe(a.events);
        expect(b.histograms[0]?.sum).toBe(1024 * (a.histograms[0]?.sum ?? 0));
      }),
      { numRuns: 100, seed: 25 },
    );
  });
});
