import { describe, expect, it } from 'vitest';
import { SMALL_POOL_CASES } from '../../../test/pool-cases.ts';
import { erlangC, mmck, type PooledSystem, steadyState, type Transition } from './index.ts';

/** Think, loop, wait for a token, loop and database in turn while holding it (queries: geometric, mean 3), loop; the loop shares its processor. */
interface Pooled {
  readonly before: number;
  readonly waiting: number;
  readonly loop: number;
  readonly database: number;
  readonly after: number;
}

const QUERIES_GO_ON = 0.75;

function pooled({ users, thinkTime, tokens, outside, inside, database, databaseServers }: PooledSystem) {
  const slice = inside * (1 - QUERIES_GO_ON);
  const query = database / (QUERIES_GO_ON / (1 - QUERIES_GO_ON));
  return (at: Pooled): readonly Transition<Pooled>[] => {
    const onLoop = at.before + at.loop + at.after;
    const thinking = users - onLoop - at.waiting - at.database;
    const free = at.loop + at.database < tokens;
    const speed = onLoop > 0 ? 1 / onLoop : 0;
    const next = at.waiting > 0 ? { waiting: at.waiting - 1 } : { loop: at.loop - 1 };
    const entered = free ? { loop: at.loop + 1 } : { waiting: at.waiting + 1 };
    return [
      { to: { ...at, before: at.before + 1 }, rate: thinking / thinkTime },
      { to: { ...at, before: at.before - 1, ...entered }, rate: (at.before * speed) / (outside / 2) },
      {
        to: { ...at, loop: at.loop - 1, database: at.database + 1 },
        rate: (QUERIES_GO_ON * at.loop * speed) / slice,
      },
      { to: { ...at, after: at.after + 1, ...next }, rate: ((1 - QUERIES_GO_ON) * at.loop * speed) / slice },
      {
        to: { ...at, loop: at.loop + 1, database: at.database - 1 },
        rate: Math.min(at.database, databaseServers) / query,
      },
      { to: { ...at, after: at.after - 1 }, rate: (at.after * speed) / (outside / 2) },
    ];
  };
}

const EMPTY: Pooled = { before: 0, waiting: 0, loop: 0, database: 0, after: 0 };
const system = (tokens: number, users: number): PooledSystem => ({
  users,
  thinkTime: 0.3,
  tokens,
  outside: 0.004,
  inside: 0.003,
  database: 0.03,
  databaseServers: 4,
});

function exact(one: PooledSystem) {
  const chain = steadyState(EMPTY, pooled(one));
  const present = chain.mean((at) => at.before + at.waiting + at.loop + at.database + at.after);
  const throughput = (one.users - present) / one.thinkTime;
  return { throughput, responseTime: present / throughput };
}

describe('exact chains', () => {
  it('M/M/2/5 and Erlang C', () => {
    const chain = steadyState(0, (n) =>
      [...(n < 5 ? [{ to: n + 1, rate: 3 }] : []), { to: n - 1, rate: 2 * Math.min(n, 2) }].filter(
        ({ rate }) => rate > 0,
      ),
    );
    expect(chain.mean((n) => n)).toBeCloseTo(mmck(3, 0.5, 2, 5).present, 10);
    const long = steadyState(0, (n) =>
      [...(n < 200 ? [{ to: n + 1, rate: 8 }] : []), { to: n - 1, rate: Math.min(n, 10) }].filter(
        ({ rate }) => rate > 0,
      ),
    );
    expect(long.mean((n) => (n >= 10 ? 1 : 0))).toBeCloseTo(erlangC(8, 10), 8);
  });

  it('LQN « lqn_serial » (LINE’s tests): ten clients, one thread of two phases, X = 0.0892045482, R = 12.10190735', () => {
    const chain = steadyState({ client: 0, first: 0, second: 0, waiting: 0 }, (at) => {
      const thinking = 10 - at.client - at.first - at.second - at.waiting;
      const busy = at.first + at.second;
      const called = busy === 0 ? { first: 1 } : { waiting: at.waiting + 1 };
      const next = at.waiting > 0 ? { first: 1, waiting: at.waiting - 1 } : {};
      return [
        { to: { ...at, client: at.client + 1 }, rate: thinking / 100 },
        { to: { ...at, client: at.client - 1, ...called }, rate: at.client > 0 ? 1 / 1.6 : 0 },
        { to: { ...at, first: 0, second: 1 }, rate: at.first / 5 },
        { to: { ...at, second: 0, ...next }, rate: at.second },
      ];
    });
    const throughput = chain.mean(({ client, first, second, waiting }) => 10 - client - first - second - waiting) / 100;
    expect(throughput).toBeCloseTo(0.0892045482, 9);
    expect(10 / throughput - 100).toBeCloseTo(12.10190735, 6);
  });

  it.each(SMALL_POOL_CASES)(
    'a pool of $tokens held across loop and database, $users users: the published chain',
    (one) => {
      const { throughput, responseTime } = exact(system(one.tokens, one.users));
      expect(throughput).toBeCloseTo(one.throughput, 5);
      expect(responseTime).toBeCloseTo(one.responseTime, 8);
    },
    60_000,
  );

  it('one user alone: R = 37 ms', () => {
    const chain = steadyState(EMPTY, pooled(system(2, 1)));
    const present = chain.mean((at) => at.before + at.waiting + at.loop + at.database + at.after);
    expect((present * 0.3) / (1 - present)).toBeCloseTo(0.037, 10);
  });

  it('refuses a chain without end', () => {
    expect(() => steadyState(0, (n: number) => [{ to: n + 1, rate: 1 }])).toThrow(RangeError);
  });
});
