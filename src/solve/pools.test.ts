import { describe, expect, it } from 'vitest';
import { type ExactStep, type ExactSystem, exactUsers } from '../../test/exact-users.ts';
import { constant } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import { compile, simulate, solveOpen, solveUsers } from './index.ts';

/** `stages` exponential stages: squared variability 1 / stages. */
const at = (station: string, seconds: number, stages = 1): ExactStep => ({ at: station, seconds, stages });
const take = (pool: string): ExactStep => ({ take: pool });
const give = (pool: string): ExactStep => ({ give: pool });

/** The same program as the simulator takes it. */
function activityOf(steps: readonly ExactStep[]): Activity {
  const open: { pool: string; steps: Activity[] }[] = [{ pool: '', steps: [] }];
  for (const step of steps) {
    const top = open.at(-1) as { pool: string; steps: Activity[] };
    if ('take' in step) open.push({ pool: step.take, steps: [] });
    else if ('give' in step) {
      open.pop();
      const body: Activity = { kind: 'sequence', steps: top.steps };
      open.at(-1)?.steps.push({ kind: 'hold', pool: top.pool, body, tags: [] });
    } else {
      const { at: station, seconds, stages } = step;
      top.steps.push({ kind: 'serve', station, time: constant(seconds), variability: 1 / stages, tags: [] });
    }
  }
  return { kind: 'sequence', steps: open[0]?.steps ?? [] };
}

function compiledOf({ classes, processors, tokens }: ExactSystem) {
  const stations: Station[] = [
    ...Object.entries(processors).map(([id, servers]): Station => ({ id, type: 'sharing', servers, scope: 'shared' })),
    ...Object.entries(tokens).map(([id, servers]): Station => ({ id, type: 'pool', servers, scope: 'shared' })),
  ];
  const model: QueueingModel = {
    parameters: [],
    stations,
    classes: classes.map(({ steps }, c) => ({ id: `${c}`, activity: activityOf(steps) })),
    instances: 1,
  };
  const mix = Object.fromEntries(classes.map(({ share }, c) => [`${c}`, share]));
  return { compiled: compile(model, {}, mix), mix };
}

const QUERY = [at('database', 0.01), at('loop', 0.001)];
const page = (...inside: readonly ExactStep[]) => [
  at('loop', 0.002),
  take('pool'),
  ...inside,
  give('pool'),
  at('loop', 0.002),
];
const base = { users: 6, thinkTime: 0.05, processors: { loop: 1, database: 2 }, tokens: { pool: 2 } };

const systems: Readonly<Record<string, ExactSystem>> = {
  'one class, exponential': { ...base, classes: [{ share: 1, steps: page(...QUERY, ...QUERY) }] },
  'queries of two stages, c² = ½': {
    ...base,
    classes: [{ share: 1, steps: page(at('database', 0.02, 2), at('loop', 0.001)) }],
  },
  'queries of five stages, c² = 0.2': {
    ...base,
    users: 5,
    classes: [{ share: 1, steps: page(at('database', 0.02, 5)) }],
  },
  'two classes, one ten times as long: c² = 3 over both': {
    ...base,
    classes: [
      { share: 0.85, steps: page(at('database', 0.006)) },
      { share: 0.15, steps: page(at('database', 0.06)) },
    ],
  },
  'three classes, one without the pool': {
    ...base,
    classes: [
      { share: 0.5, steps: page(...QUERY) },
      { share: 0.3, steps: page(...QUERY, ...QUERY) },
      { share: 0.2, steps: [at('loop', 0.008)] },
    ],
  },
  'two pools, one after the other': {
    ...base,
    tokens: { pool: 2, calls: 1 },
    processors: { ...base.processors, service: 10 },
    classes: [{ share: 1, steps: [...page(...QUERY), take('calls'), at('service', 0.02), give('calls')] }],
  },
  'two pools, one inside the other': {
    ...base,
    tokens: { pool: 3, calls: 1 },
    processors: { ...base.processors, service: 10 },
    classes: [{ share: 1, steps: page(...QUERY, take('calls'), at('service', 0.02), give('calls')) }],
  },
};

describe('pools against the exact Markov chain: several classes, other laws of service, two pools', () => {
  it.each(Object.keys(systems))(
    '%s: simulation within 1 %% on throughput and 2 %% on response time, theory within 7 and 21',
    (name) => {
      const system = systems[name] as ExactSystem;
      const { users, thinkTime } = system;
      const { compiled, mix } = compiledOf(system);
      const exact = exactUsers(system);
      const found = simulate(compiled, { kind: 'closed', users, thinkTime, mix }, { seed: 3, requests: 200_000 });
      const theory = solveUsers(compiled, users, thinkTime, 0.95);
      const error = (one: number, of: number) => Math.abs(one / of - 1);
      expect(error(found.throughput, exact.throughput)).toBeLessThan(0.01);
      expect(error(found.responseTime, exact.responseTime)).toBeLessThan(0.02);
      expect(error(theory.throughput, exact.throughput)).toBeLessThan(0.07);
      expect(error(theory.responseTime, exact.responseTime)).toBeLessThan(0.21);
    },
  );
});

describe('theory of pools says where not to rely on it', () => {
  const open = (classes: ExactSystem['classes'], rate: number) =>
    solveOpen(compiledOf({ ...base, classes }).compiled, rate, 0.95).doubts;

  it('not at light load, with services no more irregular than exponential ones', () => {
    expect(open([{ share: 1, steps: page(...QUERY) }], 60)).toEqual([]);
  });

  it('when holds are irregular, here one class in ten that holds its token thirty times as long', () => {
    const classes = [
      { share: 0.9, steps: page(at('database', 0.005)) },
      { share: 0.1, steps: page(at('database', 0.15)) },
    ];
    expect(open(classes, 20)).toEqual([{ station: 'pool', reason: 'irregular-holds' }]);
  });

  it('when more than three quarters of what its tokens can serve comes', () => {
    const doubts = open([{ share: 1, steps: page(...QUERY) }], 140);
    expect(doubts).toEqual([{ station: 'pool', reason: 'nearly-full' }]);
  });
});
