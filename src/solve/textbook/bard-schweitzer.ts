import { requireClosed } from './arguments.ts';

/** Approximate steady state of a closed multi-class network of single servers. */
export interface ApproximateSolution {
  readonly throughputs: readonly number[];
  readonly responseTimes: readonly number[];
  /** Mean number present: by station, by class. */
  readonly present: readonly (readonly number[])[];
}

/** `demands[k][r]`: seconds of class r at station k. */
export type Demands = readonly (readonly number[])[];

/**
 * Bard–Schweitzer: with one customer of class r less, the others are as many and its own (N_r − 1)/N_r (Schweitzer 1979; Bard 1979;
 * Lazowska et al. 1984, §6.4.2). Error a few per cent, up to 10 % with few customers or uneven demands.
 */
export function bardSchweitzer(
  demands: Demands,
  users: readonly number[],
  thinkTimes: readonly number[],
): ApproximateSolution {
  requireClosed(users, thinkTimes, demands);
  return fixedPoint(
    demands,
    users,
    thinkTimes,
    demands.map((row) => row.map(() => row.map(() => 0))),
  );
}

/** Fixed point of the arrival theorem with the shares of the full population, changed by `changes[k][r][less]`. */
export function fixedPoint(
  demands: Demands,
  users: readonly number[],
  thinkTimes: readonly number[],
  changes: readonly (readonly (readonly number[])[])[],
): ApproximateSolution {
  let present = demands.map((row) => row.map((_, r) => (users[r] as number) / demands.length));
  let throughputs: number[] = [];
  let responseTimes: number[] = [];
  for (let i = 0; i < 10_000; i++) {
    const residence = demands.map((row, k) =>
      row.map((demand, r) => demand * (1 + seenBy(r, k, users, present, changes))),
    );
    responseTimes = users.map((_, r) => residence.reduce((sum, row) => sum + (row[r] as number), 0));
    throughputs = users.map((n, r) => (n > 0 ? n / ((thinkTimes[r] as number) + (responseTimes[r] as number)) : 0));
    const next = residence.map((row) => row.map((time, r) => time * (throughputs[r] as number)));
    const moved = Math.max(...next.flatMap((row, k) => row.map((q, r) => Math.abs(q - (present[k]?.[r] as number)))));
    present = next;
    if (moved < 1e-10) break;
  }
  return { throughputs, responseTimes, present };
}

/** Customers that an arrival of class `less` finds at station k. */
function seenBy(
  less: number,
  k: number,
  users: readonly number[],
  present: readonly (readonly number[])[],
  changes: readonly (readonly (readonly number[])[])[],
): number {
  return users.reduce((sum, n, r) => {
    if (n === 0) return sum;
    const share = (present[k]?.[r] as number) / n + (changes[k]?.[r]?.[less] as number);
    return sum + (n - (r === less ? 1 : 0)) * share;
  }, 0);
}
