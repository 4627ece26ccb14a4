import { requireAmount, requireAmounts, requireWhole } from './arguments.ts';

/** Closed network of single servers: demands in seconds, think time in seconds. */
export interface BoundedNetwork {
  readonly demands: readonly number[];
  readonly thinkTime: number;
}

export interface Bounds {
  readonly throughput: { readonly low: number; readonly high: number };
  readonly responseTime: { readonly low: number; readonly high: number };
}

/**
 * Asymptotic bounds (Denning & Buzen, Computing Surveys 10(3) 1978; Lazowska et al. 1984, §5.2): N / (ND + Z) ≤ X ≤ min(1/D_max, N/(D + Z)).
 * Valid whatever the laws of service.
 */
export function asymptoticBounds({ demands, thinkTime }: BoundedNetwork, users: number): Bounds {
  requireNetwork(demands, thinkTime, users);
  const total = demands.reduce((sum, demand) => sum + demand, 0);
  const most = Math.max(...demands);
  return {
    throughput: { low: users / (users * total + thinkTime), high: Math.min(1 / most, users / (total + thinkTime)) },
    responseTime: { low: Math.max(total, users * most - thinkTime), high: users * total },
  };
}

/**
 * Balanced job bounds (Zahorjan, Sevcik, Eager & Galler, CACM 25(2) 1982; Lazowska et al. §5.4). Product-form networks of single servers.
 */
export function balancedJobBounds({ demands, thinkTime }: BoundedNetwork, users: number): Bounds {
  requireNetwork(demands, thinkTime, users);
  const total = demands.reduce((sum, demand) => sum + demand, 0);
  const most = Math.max(...demands);
  const average = total / demands.length;
  const others = users - 1;
  const slowest = total + (others * most) / (1 + thinkTime / (users * total));
  const fastest = total + (others * average) / (1 + thinkTime / total);
  return {
    throughput: { low: users / (thinkTime + slowest), high: Math.min(1 / most, users / (thinkTime + fastest)) },
    responseTime: { low: Math.max(users * most - thinkTime, fastest), high: slowest },
  };
}

function requireNetwork(demands: readonly number[], thinkTime: number, users: number): void {
  requireAmounts('demands', demands);
  requireAmount('thinkTime', thinkTime);
  requireWhole('users', users, 1);
}
