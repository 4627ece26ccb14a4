import { describe, expect, it } from 'vitest';
import { InvalidModelError } from '../faults.ts';
import * as textbook from './index.ts';

const {
  asymptoticBounds,
  balancedJobBounds,
  bardSchweitzer,
  blockingMva,
  erlangB,
  erlangC,
  exactMva,
  fitScalability,
  flowEquivalent,
  linearizer,
  mg1,
  mg1Sharing,
  mixedNetwork,
  mmc,
  mmck,
  mmcPercentile,
  openNetwork,
  percentileBracket,
  poolWait,
  shadowPool,
  solveClosed,
  steadyState,
} = textbook;

const POOLED = {
  users: 5,
  thinkTime: 0.3,
  tokens: 2,
  outside: 0.004,
  inside: 0.003,
  database: 0.03,
  databaseServers: 4,
};
const RING = {
  services: [1, 1],
  rooms: [2, 2],
  routing: [
    [0, 1],
    [1, 0],
  ],
};

/** Each function of the books, with one number of its arguments left open. */
const ASKED: Readonly<Record<string, readonly ((bad: number) => unknown)[]>> = {
  asymptoticBounds: [
    (bad) => asymptoticBounds({ demands: [1, bad], thinkTime: 1 }, 3),
    (bad) => asymptoticBounds({ demands: [1], thinkTime: bad }, 3),
    (bad) => asymptoticBounds({ demands: [1], thinkTime: 1 }, bad),
  ],
  balancedJobBounds: [
    (bad) => balancedJobBounds({ demands: [1, bad], thinkTime: 1 }, 3),
    (bad) => balancedJobBounds({ demands: [1], thinkTime: 1 }, bad),
  ],
  bardSchweitzer: [
    (bad) => bardSchweitzer([[bad]], [3], [1]),
    (bad) => bardSchweitzer([[1]], [bad], [1]),
    (bad) => bardSchweitzer([[1]], [3], [bad]),
  ],
  linearizer: [(bad) => linearizer([[bad]], [3], [1]), (bad) => linearizer([[1]], [bad], [1])],
  blockingMva: [
    (bad) => blockingMva({ ...RING, services: [1, bad] }, 3),
    (bad) => blockingMva(RING, bad),
    (bad) =>
      blockingMva(
        {
          ...RING,
          routing: [
            [0, bad],
            [1, 0],
          ],
        },
        3,
      ),
  ],
  solveClosed: [
    (bad) => solveClosed([{ demands: [bad], servers: 1 }], [3], [1]),
    (bad) => solveClosed([{ demands: [1], servers: 1 }], [bad], [1]),
    (bad) => solveClosed([{ demands: [1], servers: 1 }], [3], [bad]),
  ],
  erlangB: [(bad) => erlangB(bad, 2), (bad) => erlangB(1, bad)],
  erlangC: [(bad) => erlangC(bad, 2)],
  flowEquivalent: [
    (bad) => flowEquivalent(bad, [{ demand: 1, servers: 1 }], 2),
    (bad) => flowEquivalent(1, [{ demand: bad, servers: 1 }], 2),
    (bad) => flowEquivalent(1, [{ demand: 1, servers: 1 }], bad),
  ],
  poolWait: [(bad) => poolWait(bad, Float64Array.of(1, 2))],
  steadyState: [(bad) => steadyState(0, (n) => [{ to: 1 - n, rate: bad }])],
  exactMva: [(bad) => exactMva([1, bad], 3, 1), (bad) => exactMva([1], bad, 1), (bad) => exactMva([1], 3, bad)],
  mixedNetwork: [
    (bad) => mixedNetwork({ demands: [[bad]], rates: [0.1] }, { demands: [[1]], users: [1], thinkTimes: [0] }),
    (bad) => mixedNetwork({ demands: [[1]], rates: [0.1] }, { demands: [[bad]], users: [1], thinkTimes: [0] }),
  ],
  openNetwork: [(bad) => openNetwork([[bad]], [0.1]), (bad) => openNetwork([[1]], [bad])],
  fitScalability: [
    (bad) => fitScalability([1, 2, 3].map((users) => ({ users, throughput: users === 2 ? bad : users }))),
  ],
  shadowPool: (['users', 'thinkTime', 'tokens', 'outside', 'inside', 'database'] as const).map(
    (field) => (bad: number) => shadowPool({ ...POOLED, [field]: bad }),
  ),
  mg1: [(bad) => mg1(bad, 1, 1), (bad) => mg1(0.5, bad, 1), (bad) => mg1(0.5, 1, bad)],
  mg1Sharing: [(bad) => mg1Sharing(bad, 1), (bad) => mg1Sharing(0.5, bad)],
  mmc: [(bad) => mmc(bad, 1, 2), (bad) => mmc(1, bad, 2)],
  mmck: [(bad) => mmck(bad, 1, 2, 5), (bad) => mmck(1, bad, 2, 5), (bad) => mmck(1, 1, 2, bad)],
  percentileBracket: [
    (bad) => percentileBracket(bad, 1, 0.95),
    (bad) => percentileBracket(1, bad, 0.95),
    (bad) => percentileBracket(1, 1, bad),
  ],
  mmcPercentile: [(bad) => mmcPercentile(bad, 1, 2, 0.95), (bad) => mmcPercentile(1, 1, 2, bad)],
};

describe('arguments that make no sense', () => {
  it('are tried on every function of the books', () => {
    expect(Object.keys(ASKED).sort()).toEqual(Object.keys(textbook).sort());
  });

  it.each(Object.entries(ASKED))('%s refuses them', (_, asks) => {
    for (const ask of asks) {
      for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => ask(bad), `${bad}`).toThrow(RangeError);
    }
  });

  it('are named, as an InvalidModelError: servers that are none, rows of another length, a full network', () => {
    for (const ask of [
      () => erlangC(1, 0),
      () => mmc(1, 1, Number.NaN),
      () => solveClosed([{ demands: [1], servers: 0 }], [3], [1]),
      () => solveClosed([{ demands: [1, 2], servers: 1 }], [3], [1]),
      () => exactMva([1], 2.5, 1),
      () => exactMva([0], 2, 0),
      () => solveClosed([{ demands: [0], servers: 1 }], [3], [0]),
      () => linearizer([[0]], [3], [0]),
      () => openNetwork([[2]], [1]),
    ]) {
      expect(ask).toThrow(InvalidModelError);
    }
  });

  it('a full station has endless times, and no users have none', () => {
    expect(mmc(3, 1, 2).responseTime).toBe(Number.POSITIVE_INFINITY);
    expect(mmcPercentile(3, 1, 2, 0.95)).toBe(Number.POSITIVE_INFINITY);
    expect(exactMva([1], 0, 1)).toMatchObject({ throughput: 0, responseTime: 0 });
    expect(bardSchweitzer([[1]], [0], [1]).throughputs).toEqual([0]);
  });
});
