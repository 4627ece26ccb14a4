import { describe, expect, it } from 'vitest';
import { constant } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
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

describe('a model out of proportion', () => {
  const [till] = model.stations as [QueueingModel['stations'][number]];
  const serve: Activity = { kind: 'serve', station: 'till', time: constant(0.1), variability: 1, tags: [] };
  const shop = (station: Partial<typeof till>, activity: Activity = serve): QueueingModel => ({
    ...model,
    stations: [
      { ...till, ...station },
      { id: 'baskets', type: 'pool', servers: 2, scope: 'shared' },
    ],
    classes: [{ id: 'visit', activity }],
  });
  const repeat = (times: number, body: Activity, parallel = false): Activity => ({
    kind: 'repeat',
    times: constant(times),
    body,
    mode: parallel ? 'parallel' : 'sequential',
    tags: [],
  });
  const hold = (tokens: number): Activity => ({ kind: 'hold', pool: 'baskets', tokens, body: serve, tags: [] });

  it.each<[string, QueueingModel]>([
    ['no-instance', { ...model, instances: 100_001 }],
    ['no-instance', { ...model, instances: Number.NaN }],
    ['bad-servers', shop({ servers: 100_001 })],
    ['bad-slice', shop({ slice: 1e-9 })],
    ['bad-processor', shop({ processor: { id: 'core', cpus: 1e-9 } })],
    ['bad-processor', shop({ processor: { id: 'core', cpus: 1, period: 1e-9 } })],
    ['bad-variability', shop({}, { ...serve, variability: Number.NaN })],
    ['bad-variability', shop({}, { ...serve, variability: 1e5 })],
    ['bad-tokens', shop({}, hold(3))],
    ['bad-tokens', shop({}, hold(Number.NaN))],
    ['bad-number', shop({}, { ...serve, time: constant(1e16) })],
    ['bad-number', shop({}, repeat(1e16, serve))],
  ])('is refused: %s', (kind, odd) => {
    expect(() => compile(odd, {}, MIX)).toThrow(InvalidModelError);
    expect(() => compile(odd, {}, MIX)).toThrow(kind);
  });

  it.each<[string, Activity]>([
    ['turns that take no time', repeat(1e12, { kind: 'sequence', steps: [] })],
    ['turns in parallel', repeat(1e9, serve, true)],
    ['turns of services of no time', repeat(1e12, { ...serve, time: constant(0) })],
  ])('ends by a stop rule, and says it is not stable: %s', (_, activity) => {
    const endless = compile(shop({}, activity), {}, MIX);
    const { stable } = simulate(endless, OPEN, { ...BRIEF, maximumEvents: 10_000 });
    expect(stable).toBe(false);
  });

  it('has no response time when requests came and no answer did; none at all is zero', () => {
    const stuck = simulate(compile(shop({}, { ...serve, time: constant(1e9) }), {}, MIX), OPEN, { ...BRIEF });
    expect(stuck).toMatchObject({ responseTime: Number.POSITIVE_INFINITY, percentileTime: Number.POSITIVE_INFINITY });
    expect(simulate(compiled, { ...OPEN, rate: 1e-9 }, { seed: 1, duration: 1, warmup: 0 })).toMatchObject({
      completed: 0,
      responseTime: 0,
    });
  });
});

describe('a load beyond what the stations can take', () => {
  it('is answered as unstable by theory and by simulation', () => {
    expect(solveOpen(compiled, 1000, 0.95)).toMatchObject({ stable: false, responseTime: Number.POSITIVE_INFINITY });
    const limits = { maximumInSystem: 1_000 };
    expect(simulate(compiled, { ...OPEN, rate: 1000 }, { seed: 1, requests: 50_000, ...limits }).stable).toBe(false);
  });
});
