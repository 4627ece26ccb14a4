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
 * Asymptotic bounds (Denning & Buzen, Computing Surveys 10(3) 1978, pp. 225–261; Lazowska et al. 1984, §5.2): N / (ND + Z) ≤ X ≤ min(1/D_max, N/(D + Z)).
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

/** Refuses a network that makes no sense, or no users. */
export function requireNetwork(demands: readonly number[], thinkTime: number, users: number): void {
  requireAmounts('demands', demands);
  requireAmount('thinkTime', thinkTime);
  requireWhole('users', users, 1);
}
