import { describe, expect, it } from 'vitest';
import { constant } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import { capacityBySimulation, capacityOf, compile, InvalidModelError, simulate, solveOpen } from './index.ts';

const MIX = { visit: 1 };
const model: QueueingModel = {
  parameters: [],
  stations: [{ id: 'till', type: 'queue', servers: 1, scope: 'shared' }],
  classes: [
    { id: 'visit', activity: { kind: 'serve', station: 'till', time: constant(0.1), variability: 1, tags: [] } },
  ],
  instances: 1,
};
const compiled = compile(model, {}, MIX);
const OPEN = { kind: 'open', rate: 1, mix: MIX } as const;
const CLOSED = { kind: 'closed', users: 3, thinkTime: 1, mix: MIX } as const;
const BRIEF = { seed: 1, requests: 500 } as const;
const NUMBERS = [-1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

/** What is asked with a number that makes no sense, and the subject that the refusal must name. */
const ASKED: readonly (readonly [string, string, readonly number[], (value: number) => unknown])[] = [
  ['solveOpen', 'rate', [0, ...NUMBERS], (rate) => solveOpen(compiled, rate, 0.95)],
  ['simulate', 'rate', [0, ...NUMBERS], (rate) => simulate(compiled, { ...OPEN, rate }, BRIEF)],
  ['simulate', 'users', [0, 2.5, ...NUMBERS], (users) => simulate(compiled, { ...CLOSED, users }, BRIEF)],
  ['simulate', 'thinkTime', [-1, Number.NaN], (thinkTime) => simulate(compiled, { ...CLOSED, thinkTime }, BRIEF)],
  ['simulate', 'duration', [0, ...NUMBERS], (duration) => simulate(compiled, OPEN, { seed: 1, duration })],
  ['simulate', 'warmup', NUMBERS, (warmup) => simulate(compiled, OPEN, { ...BRIEF, warmup })],
  [
    'capacityBySimulation',
    'start',
    [Number.NaN],
    (start) => capacityBySimulation(compiled, DEFAULT_OBJECTIVE, { ...BRIEF, start }),
  ],
];

describe('a load or a run that makes no sense', () => {
  it.each(ASKED)('%s refuses a %s that is no use', (_, subject, values, ask) => {
    for (const value of values) {
      let told: unknown;
      try {
        told = ask(value);
      } catch (error) {
        told = error;
      }
      expect(told, `${value}`).toBeInstanceOf(InvalidModelError);
      expect((told as InvalidModelError).fault).toMatchObject({ kind: 'bad-number', subject, detail: `${value}` });
    }
  });

  it('refuses percentiles outside ]0, 1[ at every door', () => {
    for (const percentile of [0, 1, ...NUMBERS]) {
      const objective = { ...DEFAULT_OBJECTIVE, percentile };
      expect(() => solveOpen(compiled, 1, percentile)).toThrow(InvalidModelError);
      expect(() => capacityOf(compiled, objective)).toThrow(InvalidModelError);
      expect(() => simulate(compiled, OPEN, { ...BRIEF, percentile })).toThrow(InvalidModelError);
      expect(() => capacityBySimulation(compiled, objective, { ...BRIEF, start: 1 })).toThrow(InvalidModelError);
    }
  });
});

describe('a load beyond what the stations can take', () => {
  it('is answered as unstable by theory and by simulation', () => {
    expect(solveOpen(compiled, 1000, 0.95)).toMatchObject({ stable: false, responseTime: Number.POSITIVE_INFINITY });
    const limits = { maximumInSystem: 1_000 };
    expect(simulate(compiled, { ...OPEN, rate: 1000 }, { seed: 1, requests: 50_000, ...limits }).stable).toBe(false);
  });
});
