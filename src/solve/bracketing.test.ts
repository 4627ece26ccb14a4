import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import { capacityOf, compile, sampleCapacity, solveClosed } from './index.ts';

const serve = (station: string, parameter: string, variability = 1): Activity => ({
  kind: 'serve',
  station,
  time: product(1, parameter),
  variability,
  tags: [],
});

function modelOf(classes: readonly (readonly [id: string, ...steps: Activity[]])[], high = 2): QueueingModel {
  const source = { provenance: 'assumed' as const };
  return {
    parameters: ['page', 'query', 'call', 'form'].map((id) => ({
      id,
      unit: 's',
      range: { low: 1 / high, typical: 1, high, source },
    })),
    stations: [
      { id: 'loop', type: 'queue', servers: 1, scope: 'instance' },
      { id: 'pool', type: 'pool', servers: 4, scope: 'instance' },
      { id: 'database', type: 'queue', servers: 2, scope: 'shared' },
      { id: 'service', type: 'delay', servers: 1, scope: 'shared' },
    ],
    classes: classes.map(([id, ...steps]) => ({ id, activity: { kind: 'sequence', steps } })),
    instances: 1,
  };
}

/** A hold of the pool for a query. */
const held: Activity = { kind: 'hold', pool: 'pool', body: serve('database', 'query'), tags: [] };
const two = modelOf([
  ['read', serve('loop', 'page'), held],
  ['write', serve('loop', 'form'), held, serve('loop', 'form')],
]);
const MIX = { read: 0.7, write: 0.3 };
const capacity = (model: QueueingModel, values: Readonly<Record<string, number>>, mix = MIX) =>
  capacityOf(compile(model, values, mix), DEFAULT_OBJECTIVE).throughput;

describe('low, typical and high values of all inputs at once', () => {
  const seconds = fc.double({ min: 0.0005, max: 0.02, noNaN: true });
  const values = fc.record({ page: seconds, query: seconds, form: seconds, call: seconds });

  it('bracket the capacity of several classes in open arrivals: a longer service never raises it, while all limits are the objective', () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('page', 'query', 'form'),
        fc.double({ min: 1.05, max: 3 }),
        (at, one, more) => {
          const [before, after] = [capacity(two, at), capacity(two, { ...at, [one]: at[one] * more })];
          expect(after).toBeLessThanOrEqual(before * 1.002);
        },
      ),
      { numRuns: 150, seed: 41 },
    );
  });

  it('do not when a class is near the objective on an idle system: slower, it is given more room, and holds at a higher load', () => {
    const model = modelOf([['export', serve('service', 'call', 0), serve('loop', 'page')]]);
    const mix = { export: 1 };
    const at = (call: number) => capacity(model, { page: 0.1, query: 1, form: 1, call }, mix as never);
    expect(at(0.9)).toBeGreaterThan(1.05 * at(0.45));
  });

  it('do not for closed users of several classes: where one class is slower, the other is faster', () => {
    const others = (slow: number) =>
      solveClosed(
        [
          { demands: [1, 1], servers: 1 },
          { demands: [slow, 0], servers: 1 },
        ],
        [5, 5],
        [0, 0],
      ).throughputs[1] as number;
    expect(others(4)).toBeGreaterThan(1.2 * others(1));
  });

  it('are hence not what the interval is made of: it holds the middle of the draws, whichever end is which', () => {
    const sampled = sampleCapacity(two, MIX, { ...DEFAULT_OBJECTIVE, responseTime: 60 }, { samples: 100, seed: 3 });
    const all = (value: number) => {
      const values = { page: value, query: value, form: value, call: value };
      return capacityOf(compile(two, values, MIX), { ...DEFAULT_OBJECTIVE, responseTime: 60 }).throughput;
    };
    expect(sampled.throughput.low).toBeGreaterThan(all(2));
    expect(sampled.throughput.high).toBeLessThan(all(0.5));
    expect(sampled.throughput.low).toBeLessThan(all(1));
    expect(sampled.throughput.high).toBeGreaterThan(all(1));
  });
});
