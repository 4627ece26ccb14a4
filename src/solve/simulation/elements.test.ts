import { describe, expect, it } from 'vitest';
import { constant } from '../../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../../model/queueing-model.ts';
import type { Station } from '../../model/station.ts';
import { checkModel, compile, erlangB, mmck, simulate, simulateBurst, steadyState } from '../index.ts';

const MIX = { visit: 1 };
const till: Station = { id: 'till', type: 'queue', servers: 1, scope: 'shared' };

function serve(station: string, seconds: number, variability = 1): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: [] };
}

function hold(pool: string, body: Activity, tokens?: number): Activity {
  return { kind: 'hold', pool, body, tags: [], ...(tokens === undefined ? {} : { tokens }) };
}

function system(stations: readonly Station[], activity: Activity, more: Partial<RequestClass> = {}): QueueingModel {
  return { parameters: [], stations, classes: [{ id: 'visit', activity, ...more }], instances: 1 };
}

function run(model: QueueingModel, rate: number, requests = 200_000) {
  return simulate(compile(model, {}, MIX), { kind: 'open', rate, mix: MIX }, { seed: 4, requests });
}

const near = (found: number, exact: number, within: number) =>
  expect(Math.abs(found / exact - 1), `${found} for ${exact}`).toBeLessThan(within);

describe('room to wait', () => {
  it.each([
    [1, 0.9, 4],
    [2, 1.5, 3],
  ])('at %i servers is M/M/c/K: loss and response', (servers, rate, room) => {
    const found = run(system([{ ...till, servers, room }], serve('till', 1)), rate);
    const exact = mmck(rate, 1, servers, servers + room);
    near(found.errors, exact.lost, 0.05);
    near(found.responseTime, exact.responseTime, 0.03);
  });

  it('none at a pool is Erlang B: the cap on concurrent calls of a service that refuses', () => {
    const stations: Station[] = [
      { id: 'cap', type: 'pool', servers: 5, scope: 'shared', room: 0 },
      { id: 'service', type: 'delay', servers: 1, scope: 'shared' },
    ];
    near(run(system(stations, hold('cap', serve('service', 1, 0.5))), 4).errors, erlangB(4, 5), 0.05);
  });
});

describe('patience of the server', () => {
  it('a queue with a timeout is M/M/1 + D: P(lost) = (1 − ρ)ρe / (1 − ρ²e), e = exp(−(1 − ρ)τ) (Barrer 1957)', () => {
    const [rho, timeout] = [0.8, 2];
    const found = run(system([{ ...till, acquireTimeout: timeout }], serve('till', 1)), rho);
    const e = Math.exp(-(1 - rho) * timeout);
    near(found.errors, ((1 - rho) * rho * e) / (1 - rho * rho * e), 0.05);
  });
});

describe('tokens by number', () => {
  it('a memory shared by requests of 1 and 3 units, refused beyond: Kaufman–Roberts', () => {
    const stations: Station[] = [
      { id: 'memory', type: 'pool', servers: 10, scope: 'instance', room: 0 },
      { id: 'work', type: 'delay', servers: 1, scope: 'instance' },
    ];
    const classes = [
      { id: 'small', activity: hold('memory', serve('work', 1), 1) },
      { id: 'large', activity: hold('memory', serve('work', 1), 3) },
    ];
    const mix = { small: 0.75, large: 0.25 };
    const compiled = compile({ parameters: [], stations, classes, instances: 1 }, {}, mix);
    const found = simulate(compiled, { kind: 'open', rate: 4, mix }, { seed: 2, requests: 80_000 });
    // j·q(j) = Σ load·size·q(j − size): Kaufman, IEEE Trans. Comm. 29(10) 1981.
    const q = [1];
    for (let j = 1; j <= 10; j++) q[j] = (3 * (q[j - 1] ?? 0) + 3 * (q[j - 3] ?? 0)) / j;
    const total = q.reduce((sum, one) => sum + one, 0);
    const lost = (size: number) => q.slice(11 - size).reduce((sum, one) => sum + one, 0) / total;
    near(found.classes[0]?.errors ?? 0, lost(1), 0.06);
    near(found.classes[1]?.errors ?? 0, lost(3), 0.04);
  });
});

describe('users who give up, requests that come back', () => {
  it('giving up after τ in M/M/1 is P(T > τ) = exp(−(μ − λ)τ), since the work goes on', () => {
    const found = run(system([till], serve('till', 1), { patience: 6 }), 0.6);
    near(found.errors, Math.exp(-0.4 * 6), 0.06);
  });

  it('M/M/1/1 whose refused requests come back for ever: the exact chain of servers and orbit', () => {
    const [rate, back] = [0.5, 2];
    const model = system([{ ...till, room: 0 }], serve('till', 1), {
      comesBack: { times: Number.POSITIVE_INFINITY, after: back, factor: 1, variability: 1 },
    });
    const found = run(model, rate);
    const chain = steadyState({ busy: 0, orbit: 0 }, ({ busy, orbit }) => [
      { to: busy ? { busy, orbit: Math.min(150, orbit + 1) } : { busy: 1, orbit }, rate },
      { to: { busy: 1, orbit: orbit - 1 }, rate: busy ? 0 : orbit / back },
      { to: { busy: 0, orbit }, rate: busy },
    ]);
    const attempts = rate + chain.mean(({ orbit }) => orbit) / back;
    near(found.throughput, rate, 0.02);
    near(found.errors, 1 - rate / attempts, 0.03);
  });

  it('comes back twice at most: 1 − p³ are served in the end', () => {
    const away: Station = { id: 'away', type: 'delay', servers: 1, scope: 'shared' };
    const model = system([away], serve('away', 0.1), {
      patience: 0.1,
      comesBack: { times: 2, after: 1, factor: 2, variability: 0 },
    });
    near(run(model, 10, 20_000).throughput, 10 * (1 - Math.exp(-3)), 0.02);
    near(run(model, 10, 20_000).errors, Math.exp(-1), 0.04);
  });
});

describe('a quota of processor time, by periods', () => {
  const quota = (period?: number): Station => ({
    ...till,
    processor: { id: 'cpu', cpus: 0.5, ...(period === undefined ? {} : { period }) },
  });

  it('work below the quota runs at full speed, longer work stops until the next period; a steady quota is twice as slow', () => {
    // 80 ms of work, 50 ms of it allowed in each 100 ms, begun at any moment of a period.
    const time = (period: number | undefined, work: number) =>
      simulate(
        compile(system([quota(period)], serve('till', work, 0)), {}, MIX),
        { kind: 'open', rate: 0.01, mix: MIX },
        { seed: 1, requests: 10_000 },
      ).responseTime;
    expect(time(undefined, 0.08)).toBeCloseTo(0.16, 3);
    expect(time(0.1, 0.04)).toBeCloseTo(0.04, 3);
    let exact = 0;
    for (let i = 0; i < 1000; i++) {
      const left = (0.1 * (i + 0.5)) / 1000;
      const first = Math.min(left, 0.05, 0.08);
      const second = Math.min(0.08 - first, 0.05);
      const third = 0.08 - first - second;
      exact += (first === 0.08 ? 0.08 : left + (third > 0 ? 0.1 + third : second)) / 1000;
    }
    expect(Math.abs(time(0.1, 0.08) / exact - 1)).toBeLessThan(0.015);
  });

  it('a user who never thinks gets the quota, no more', () => {
    const compiled = compile(system([quota(0.1)], serve('till', 0.03, 0)), {}, MIX);
    const found = simulate(compiled, { kind: 'closed', users: 3, thinkTime: 0, mix: MIX }, { seed: 1, duration: 200 });
    near(found.throughput, 0.5 / 0.03, 0.01);
  });
});

describe('instances that come with the load', () => {
  const local: Station = { ...till, scope: 'instance' };
  const burst = { step: 10, rates: [...Array(6).fill(30), ...Array(30).fill(150)], mix: MIX };
  const model = { ...system([local], serve('till', 0.01, 0)), instances: 4 };
  const worst = (boot: number) =>
    simulateBurst(compile(model, {}, MIX), burst, {
      seed: 3,
      scaling: { station: 'till', target: 0.6, window: 10, boot, least: 1 },
    }).worstQueue;

  it('the backlog is what comes too much until they serve: (λ − μ)(window + boot), Kubernetes’ rule', () => {
    near(worst(20), 50 * 30, 0.15);
    near(worst(60), 50 * 70, 0.15);
  });

  it('never more than the model has, nor fewer than the least', () => {
    const fixed = simulateBurst(compile({ ...model, instances: 1 }, {}, MIX), burst, { seed: 3 });
    expect(fixed.worstQueue).toBeGreaterThan(10_000);
    expect(() =>
      simulateBurst(compile(model, {}, MIX), burst, {
        seed: 3,
        scaling: { station: 'till', target: 0.6, window: 10, boot: 1, least: 5 },
      }),
    ).toThrow(/no-instance/);
  });
});

describe('what makes no sense is refused', () => {
  it.each<[string, QueueingModel]>([
    ['bad-room', system([{ ...till, room: -1 }], serve('till', 1))],
    ['bad-room', system([{ ...till, type: 'delay', room: 1 }], serve('till', 1))],
    ['bad-tokens', system([{ ...till, type: 'pool' }], hold('till', { kind: 'sequence', steps: [] }, 0))],
    ['bad-patience', system([till], serve('till', 1), { patience: Number.NaN })],
    ['bad-return', system([till], serve('till', 1), { comesBack: { times: -1, after: 1, factor: 1, variability: 0 } })],
    ['bad-processor', system([{ ...till, processor: { id: 'cpu', cpus: 1, period: 0 } }], serve('till', 1))],
  ])('%s', (kind, model) => {
    expect(checkModel(model).map((fault) => fault.kind)).toContain(kind);
  });
});
