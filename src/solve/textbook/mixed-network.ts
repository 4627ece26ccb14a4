import { requireTable } from './arguments.ts';
import { solveClosed } from './closed-network.ts';
import { type OpenNetworkSolution, openNetwork } from './open-network.ts';

/**
 * Mixed network, single servers: the open classes slow the closed ones to D/(1 − U_open), and wait for them in turn
 * (Lazowska et al. 1984, §7.4.2): R_open = D (1 + Q_closed) / (1 − U_open). Exact.
 */
export function mixedNetwork(
  open: { readonly demands: readonly (readonly number[])[]; readonly rates: readonly number[] },
  closed: {
    readonly demands: readonly (readonly number[])[];
    readonly users: readonly number[];
    readonly thinkTimes: readonly number[];
  },
): { readonly open: OpenNetworkSolution; readonly closed: ReturnType<typeof solveClosed> } {
  requireTable('demands', closed.demands, closed.users.length);
  const alone = openNetwork(open.demands, open.rates);
  const slowed = closed.demands.map((row, k) => ({
    demands: row.map((demand) => demand / (1 - (alone.utilizations[k] as number))),
    servers: 1,
  }));
  const solution = solveClosed(slowed, closed.users, closed.thinkTimes);
  const residence = alone.residence.map((row, k) => {
    const inQueue = (solution.present[k] ?? []).reduce((sum, q) => sum + q, 0);
    return row.map((time) => time * (1 + inQueue));
  });
  return {
    closed: solution,
    open: {
      utilizations: alone.utilizations,
      residence,
      present: residence.map((row) => row.map((time, r) => time * (open.rates[r] as number))),
      responseTimes: open.rates.map((_, r) => residence.reduce((sum, row) => sum + (row[r] as number), 0)),
    },
  };
}
