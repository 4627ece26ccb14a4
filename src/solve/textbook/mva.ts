import { requireClosed } from './arguments.ts';

/** Steady state of a closed single-class network of single servers. */
export interface SingleClassSolution {
  readonly throughput: number;
  readonly responseTime: number;
  /** Residence time and mean number present, by station. */
  readonly residence: readonly number[];
  readonly present: readonly number[];
}

/**
 * Exact mean value analysis, single servers and a think time (Reiser & Lavenberg, JACM 27(2) 1980, pp. 313–322; Lazowska et al. 1984, §6.4):
 * R_k(n) = D_k (1 + Q_k(n−1)), X = n / (Z + ΣR_k), Q_k = X R_k. For several servers use `solveClosed`: MVA is unstable there.
 */
export function exactMva(demands: readonly number[], users: number, thinkTime: number): SingleClassSolution {
  requireClosed(
    [users],
    [thinkTime],
    demands.map((demand) => [demand]),
  );
  let present = demands.map(() => 0);
  let residence = demands.map(() => 0);
  let [throughput, responseTime] = [0, 0];
  for (let n = 1; n <= users; n++) {
    residence = demands.map((demand, k) => demand * (1 + (present[k] as number)));
    responseTime = residence.reduce((sum, time) => sum + time, 0);
    throughput = n / (thinkTime + responseTime);
    present = residence.map((time) => throughput * time);
  }
  return { throughput, responseTime, residence, present };
}
