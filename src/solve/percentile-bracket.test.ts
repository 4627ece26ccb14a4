import { expect, it } from 'vitest';
import { constant } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import { compile, saturationOf, simulate, solveOpen } from './index.ts';

const serve = (station: string, seconds: number, variability: number): Activity => ({
  kind: 'serve',
  station,
  time: constant(seconds),
  variability,
  tags: [],
});

/** A page, a list and a login, the last with a tenth of a second on the loop. */
function application(variability: number): QueueingModel {
  const query = (seconds: number): Activity => ({
    kind: 'hold',
    pool: 'pool',
    body: serve('database', seconds, variability),
    tags: [],
  });
  const routes: Readonly<Record<string, readonly Activity[]>> = {
    page: [serve('loop', 0.001, variability), query(0.002), serve('loop', 0.001, variability)],
    list: [serve('loop', 0.001, variability), query(0.006), query(0.003), serve('loop', 0.004, variability)],
    login: [serve('loop', 0.001, variability), query(0.001), serve('loop', 0.1, 0)],
  };
  return {
    parameters: [],
    stations: [
      { id: 'loop', type: 'queue', servers: 1, scope: 'instance', slice: 0.1 },
      { id: 'pool', type: 'pool', servers: 10, scope: 'instance' },
      { id: 'database', type: 'queue', servers: 2, scope: 'shared' },
    ],
    classes: Object.entries(routes).map(([id, steps]) => ({ id, activity: { kind: 'sequence', steps } })),
    instances: 1,
  };
}

const MIX = { page: 0.7, list: 0.28, login: 0.02 };
const CASES = [0, 0.5, 1].flatMap((variability) => [0.3, 0.6, 0.8].map((load) => [variability, load] as const));

it.each(CASES)(
  'c² = %d at %d of the saturation: theory’s percentile of each class and the simulated one are in its bracket',
  (variability, load) => {
    const compiled = compile(application(variability), {}, MIX);
    const rate = load * saturationOf(compiled);
    const theory = solveOpen(compiled, rate, 0.95);
    const simulated = simulate(
      compiled,
      { kind: 'open', rate, mix: MIX },
      { seed: 1, requests: 60_000, percentile: 0.95 },
    );
    for (const { id, percentileTime, percentileBracket } of theory.classes) {
      const { low, high } = percentileBracket ?? { low: Number.NaN, high: Number.NaN };
      const seen = simulated.classes.find((at) => at.id === id)?.percentileTime ?? Number.NaN;
      for (const time of [percentileTime, seen]) {
        expect(time, id).toBeGreaterThanOrEqual(low);
        expect(time, id).toBeLessThanOrEqual(high);
      }
    }
  },
);

it('an unstable system has no bracket', () => {
  const compiled = compile(application(1), {}, MIX);
  for (const at of solveOpen(compiled, 2 * saturationOf(compiled), 0.95).classes) {
    expect(at.percentileTime).toBe(Number.POSITIVE_INFINITY);
    expect(at.percentileBracket).toBeUndefined();
  }
});
