import { type BoundedNetwork, type Bounds, requireNetwork } from './asymptotic-bounds.ts';

/**
 * Balanced job bounds (Zahorjan, Sevcik, Eager & Galler, CACM 25(2) 1982, pp. 134–141; Lazowska et al. §5.4). Product-form networks of single servers.
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
