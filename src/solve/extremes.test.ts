import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programs } from '../../test/programs.ts';
import { constant } from '../model/expression.ts';
import type { Objective } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import {
  type CompiledModel,
  capacityBySimulation,
  capacityInUsers,
  capacityOf,
  compile,
  InvalidModelError,
  sampleCapacity,
  saturationOf,
  sensitivitiesOf,
  simulate,
  simulateBurst,
  solveOpen,
  solveUsers,
  usersBySimulation,
} from './index.ts';

const MIX = { a: 0.3, b: 0.7 };
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const serve = fc
  .tuple(pick('queue', 'sharing', 'delay'), pick(0, 1e-12, 1e-3, 1, 1e6, 1e15), pick(0, 1e-8, 0.25, 1, 50, 1e4))
  .map(
    ([station, time, variability]): Activity => ({
      kind: 'serve',
      station,
      time: constant(time),
      variability,
      tags: [],
    }),
  );

/** Programs of every kind, `turns` being how often a loop may turn. */
const programsOf = (turns: readonly number[]) =>
  programs({
    leaf: serve,
    kinds: ['sequence', 'parallel', 'repeat', 'hold', 'detached', 'choice'],
    fewest: 0,
    turns: pick(...turns),
    modes: ['sequential', 'parallel'],
    pool: 'pool',
    first: 0.5,
  });

const optional = <T extends object>(...values: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, pick<object>(...values));

const stations: fc.Arbitrary<readonly Station[]> = fc
  .record({
    queue: pick(1, 2, 7, 100_000),
    sharing: pick(1e-6, 0.5, 1, 100_000),
    pool: pick(1, 2, 10, 2 ** 31 - 1),
    cut: optional({ slice: 1e-6 }, { slice: 1 }, { room: 0 }, { acquireTimeout: 0 }, { rateLimit: constant(0) }),
    limited: optional({ rateLimit: constant(1e-9) }, { processor: { id: 'cpu', cpus: 0.5 } }, { room: 1e9 }),
    timed: optional({ acquireTimeout: 0 }, { acquireTimeout: 1 }, { room: 0 }),
  })
  .map(({ queue, sharing, pool, cut, limited, timed }) => [
    { id: 'queue', type: 'queue', servers: queue, scope: 'instance', ...cut, ...limited },
    { id: 'sharing', type: 'sharing', servers: sharing, scope: 'shared' },
    { id: 'delay', type: 'delay', servers: 1, scope: 'shared' },
    { id: 'pool', type: 'pool', servers: pool, scope: 'instance', ...timed },
  ]);

function models(turns: readonly number[]): fc.Arbitrary<QueueingModel> {
  return fc.record({ stations, a: programsOf(turns), b: programsOf(turns), instances: pick(1, 2, 1000) }).map((of) => ({
    parameters: [],
    stations: of.stations,
    classes: [
      { id: 'a', activity: of.a },
      { id: 'b', activity: of.b },
    ],
    instances: of.instances,
  }));
}

const objectives: fc.Arbitrary<Objective> = fc.record({
  percentile: pick(0.01, 0.5, 0.95, 0.9999),
  responseTime: pick(1e-6, 0.1, 1, 1e6),
  errors: pick(0, 0.01, 1),
  judges: pick('each class' as const, 'the mix' as const),
});
const loads = fc.record({
  rate: pick(1e-9, 1, 100, 1e6),
  users: pick(1, 2, 50, 1000),
  thinkTime: pick(0, 1e-6, 1, 1e6),
});

/** Where a result holds NaN, or a number below 0. */
function oddIn(value: unknown, path: string): readonly string[] {
  if (typeof value === 'number') return value >= 0 ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => oddIn(inside, `${path}.${key}`));
}

/** What every door says of a model; a refusal is an answer. */
function answers(model: QueueingModel, doors: (compiled: CompiledModel) => Record<string, () => unknown>) {
  const answered = (ask: () => unknown): unknown => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof InvalidModelError) return undefined;
      throw error;
    }
  };
  const compiled = answered(() => compile(model, {}, MIX)) as CompiledModel | undefined;
  if (compiled === undefined) return [];
  return Object.entries(doors(compiled)).flatMap(([door, ask]) => oddIn(answered(ask), door));
}

describe('any model, however odd', () => {
  it('has an answer without NaN or negative number at every door, or a refusal', () => {
    const limits = { seed: 1, requests: 100, maximumEvents: 2_000, maximumInSystem: 1_000 };
    fc.assert(
      fc.property(
        models([0, 0.5, 3, 100, 1e6, 1e15]),
        objectives,
        loads,
        (model, objective, { rate, users, thinkTime }) => {
          const odd = answers(model, (compiled) => ({
            solveOpen: () => solveOpen(compiled, rate, objective.percentile),
            solveUsers: () => solveUsers(compiled, users, thinkTime, objective.percentile),
            saturationOf: () => saturationOf(compiled),
            capacityOf: () => capacityOf(compiled, objective),
            capacityInUsers: () => capacityInUsers(compiled, objective, thinkTime),
            sampleCapacity: () => sampleCapacity(model, MIX, objective, { samples: 2, seed: 1 }),
            sensitivitiesOf: () => sensitivitiesOf(model, MIX, objective),
            open: () => simulate(compiled, { kind: 'open', rate, mix: MIX }, limits),
            closed: () => simulate(compiled, { kind: 'closed', users, thinkTime, mix: MIX }, limits),
            burst: () =>
              simulateBurst(compiled, { step: 1, rates: [1, 5, 1], mix: MIX }, { seed: 1, maximumEvents: 2_000 }),
          }));
          expect(odd).toEqual([]);
        },
      ),
      { numRuns: 100, seed: 31 },
    );
  });

  it('has a simulated capacity too, in requests and in users', () => {
    fc.assert(
      fc.property(models([0, 0.5, 3, 30]), objectives, loads, (model, objective, { thinkTime }) => {
        const odd = answers(model, (compiled) => ({
          capacityBySimulation: () =>
            capacityBySimulation(compiled, objective, {
              seed: 1,
              requests: 50,
              start: capacityOf(compiled, objective).throughput,
            }),
          usersBySimulation: () => usersBySimulation(compiled, objective, thinkTime, { seed: 1, requests: 50 }),
        }));
        expect(odd).toEqual([]);
      }),
      { numRuns: 10, seed: 32 },
    );
  });
});
