import { requireAmount, requireServers, requireWhole } from './arguments.ts';

/** A station visited while a token is held: demand per hold in seconds, and servers. */
export interface InsideStation {
  readonly demand: number;
  readonly servers: number;
}

/** Most tokens solved exactly; beyond, the pool hardly limits and the last value stands. */
const MOST_TOKENS = 400;

/**
 * Throughput (holds per second) of the inside of a pool with 1, 2, … `tokens` in use: the flow-equivalent server of Chandy, Herzog & Woo (IBM
 * JRD 19(1) 1975, pp. 36–42). Closed single-class network of a delay and load-dependent stations, by convolution (Buzen, CACM 16(9) 1973, pp. 527–531): sums of positive
 * terms only, so stable where exact MVA of several servers is not. X(n) = β·g(n−1)/g(n), the demands scaled by β to keep g in range.
 * Exact for exponential service; an approximation for others. O(stations × tokens²).
 */
export function flowEquivalent(delay: number, stations: readonly InsideStation[], tokens: number): Float64Array {
  requireAmount('delay', delay);
  requireWhole('tokens', tokens, 1);
  for (const { demand, servers } of stations) {
    requireAmount('demand', demand);
    requireServers('servers', servers);
  }
  const most = Math.min(tokens, MOST_TOKENS);
  const total = stations.reduce((sum, station) => sum + station.demand, delay);
  const throughputs = new Float64Array(most);
  if (total === 0) return throughputs.fill(Number.POSITIVE_INFINITY);
  const beta = stations.reduce(
    (least, station) => Math.min(least, station.servers / station.demand),
    (most + 1) / total,
  );
  let g: Float64Array = new Float64Array(most + 1);
  g[0] = 1;
  for (let n = 1; n <= most; n++) g[n] = ((g[n - 1] as number) * delay * beta) / n;
  for (const station of stations) g = convolve(g, station.demand * beta, station.servers);
  for (let n = 1; n <= most; n++) throughputs[n - 1] = (beta * (g[n - 1] as number)) / (g[n] as number);
  return throughputs;
}

function convolve(g: Float64Array, demand: number, servers: number): Float64Array {
  const factor = new Float64Array(g.length);
  factor[0] = 1;
  for (let n = 1; n < g.length; n++) factor[n] = ((factor[n - 1] as number) * demand) / Math.min(n, servers);
  const result = new Float64Array(g.length);
  for (let n = 0; n < g.length; n++) {
    let sum = 0;
    for (let j = 0; j <= n; j++) sum += (factor[j] as number) * (g[n - j] as number);
    result[n] = sum;
  }
  return result;
}

export interface PoolWait {
  readonly stable: boolean;
  /** Probability that a request finds no token, and mean wait of those that do not, seconds. */
  readonly probability: number;
  readonly meanWhenWaiting: number;
  /** Mean time a token is held, seconds. */
  readonly holdTime: number;
  /** Mean tokens in use. */
  readonly inUse: number;
}

/**
 * Open arrivals at `rate` to a pool whose inside yields `throughputs[n−1]` with n tokens in use: a birth-death queue with state-dependent
 * service (Gross et al. §2.9), p(n) = p(n−1)·λ/X(min(n, c)). Waiting, when there is any, is exponential of rate X(c) − λ.
 */
export function poolWait(rate: number, throughputs: Float64Array): PoolWait {
  requireAmount('rate', rate);
  const most = throughputs[throughputs.length - 1] as number;
  if (rate >= most) {
    return {
      stable: false,
      probability: 1,
      meanWhenWaiting: Number.POSITIVE_INFINITY,
      holdTime: throughputs.length / most,
      inUse: throughputs.length,
    };
  }
  let probability = 1;
  let total = 1;
  let inUse = 0;
  for (let n = 1; n < throughputs.length; n++) {
    probability *= rate / (throughputs[n - 1] as number);
    total += probability;
    inUse += n * probability;
  }
  const all = (probability * rate) / most / (1 - rate / most);
  total += all;
  inUse += throughputs.length * all;
  return {
    stable: true,
    probability: all / total,
    meanWhenWaiting: 1 / (most - rate),
    holdTime: inUse / total / rate,
    inUse: inUse / total,
  };
}
