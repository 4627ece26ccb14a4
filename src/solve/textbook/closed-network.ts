import { requireClosed, requireServers } from './arguments.ts';

/** A station of a closed network: demand of each class in seconds, and servers (Infinity: a delay). */
export interface ClosedStation {
  readonly demands: readonly number[];
  readonly servers: number;
}

export interface ClosedSolution {
  /** By class. */
  readonly throughputs: readonly number[];
  /** Response time by class, think time left out. */
  readonly responseTimes: readonly number[];
  /** Mean number present: by station, by class. */
  readonly present: readonly (readonly number[])[];
}

/**
 * Exact solution of a closed BCMP network with several classes and stations of several servers, by convolution over population vectors
 * (Reiser & Kobayashi, IBM JRD 19(3) 1975, pp. 283–294; Bruell & Balbo 1980). Station factor f(n) = |n|!/Πn_r! · ΠD_r^n_r / Π min(j, m). Only positive terms
 * are added, so it stays right where exact MVA of several servers gives negative times. Cost: stations² × (Π(N_r + 1))².
 */
export function solveClosed(
  stations: readonly ClosedStation[],
  users: readonly number[],
  thinkTimes: readonly number[],
): ClosedSolution {
  for (const { servers } of stations) requireServers('servers', servers);
  requireClosed(
    users,
    thinkTimes,
    stations.map(({ demands }) => demands),
  );
  const all = [...stations, { demands: thinkTimes, servers: Number.POSITIVE_INFINITY }];
  const scales = users.map((n, r) => scaleOf(all, n, r));
  const states = statesOf(users);
  const factors = all.map((station) => factorOf(station, states, scales));
  const total = factors.reduce((g, factor) => convolve(g, factor, states));
  const full = total[total.length - 1] as number;
  const throughputs = users.map((n, r) =>
    n === 0 ? 0 : ((scales[r] as number) * (total[total.length - 1 - (states.strides[r] as number)] as number)) / full,
  );
  const present = stations.map((_, k) => {
    const others = factors.filter((_, i) => i !== k).reduce((g, factor) => convolve(g, factor, states));
    return users.map((_, r) => meanPresent(factors[k] as Float64Array, others, states, r) / full);
  });
  return {
    throughputs,
    present,
    responseTimes: users.map((n, r) => (n === 0 ? 0 : n / (throughputs[r] as number) - (thinkTimes[r] as number))),
  };
}

interface States {
  readonly vectors: readonly (readonly number[])[];
  readonly strides: readonly number[];
}

function statesOf(users: readonly number[]): States {
  const strides: number[] = [];
  let size = 1;
  for (const n of users) {
    strides.push(size);
    size *= n + 1;
  }
  const vectors = Array.from({ length: size }, (_, i) =>
    users.map((n, r) => Math.floor(i / (strides[r] as number)) % (n + 1)),
  );
  return { vectors, strides };
}

/** An upper bound on the throughput of a class, which keeps the sums in range. */
function scaleOf(stations: readonly ClosedStation[], users: number, r: number): number {
  let [bound, total] = [Number.POSITIVE_INFINITY, 0];
  for (const { demands, servers } of stations) {
    const demand = demands[r] as number;
    total += demand;
    if (demand > 0) bound = Math.min(bound, servers / demand);
  }
  return Math.min(bound, Math.max(1, users) / total);
}

function factorOf({ demands, servers }: ClosedStation, { vectors }: States, scales: readonly number[]): Float64Array {
  return Float64Array.from(vectors, (vector) => {
    let [log, all] = [0, 0];
    for (const [r, n] of vector.entries()) {
      const demand = (demands[r] as number) * (scales[r] as number);
      if (n > 0 && demand === 0) return 0;
      for (let j = 1; j <= n; j++) {
        all++;
        log += Math.log((demand * all) / j / Math.min(all, servers));
      }
    }
    return Math.exp(log);
  });
}

function convolve(g: Float64Array, factor: Float64Array, states: States): Float64Array {
  const result = new Float64Array(g.length);
  forPairs(states, (whole, part) => {
    result[whole] = (result[whole] as number) + (factor[part] as number) * (g[whole - part] as number);
  });
  return result;
}

/** Calls with the index of every vector and of every vector not above it. */
function forPairs({ vectors, strides }: States, call: (whole: number, part: number) => void): void {
  const below = (whole: number, vector: readonly number[], r: number, part: number): void => {
    if (r === vector.length) {
      call(whole, part);
      return;
    }
    for (let n = 0; n <= (vector[r] as number); n++) below(whole, vector, r + 1, part + n * (strides[r] as number));
  };
  vectors.forEach((vector, whole) => {
    below(whole, vector, 0, 0);
  });
}

function meanPresent(factor: Float64Array, others: Float64Array, { vectors }: States, r: number): number {
  const last = vectors.length - 1;
  return vectors.reduce(
    (sum, vector, i) => sum + (vector[r] as number) * (factor[i] as number) * (others[last - i] as number),
    0,
  );
}
