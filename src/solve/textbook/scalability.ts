import { requireAmount } from './arguments.ts';

/** Universal scalability law: X(N) = λN / (1 + σ(N − 1) + κN(N − 1)). */
export interface Scalability {
  /** Contention: the share of the work that only one can do at a time. */
  readonly contention: number;
  /** Crosstalk: what each pair of users costs. */
  readonly crosstalk: number;
  /** Throughput of one user, requests per second. */
  readonly alone: number;
  /** Users at which throughput is largest, and that throughput. */
  readonly users: number;
  readonly throughput: number;
}

/**
 * Fits the universal scalability law to measured throughputs (Gunther, Guerrilla Capacity Planning, 2007, ch. 5; least squares on X, by
 * Gauss–Newton on 1/λ, σ/λ and κ/λ, in which N/X is linear). It names no resource, and is worth little when the knee is not in the data.
 * Throws a RangeError with fewer than three points.
 */
export function fitScalability(
  points: readonly { readonly users: number; readonly throughput: number }[],
): Scalability {
  for (const { users, throughput } of points) {
    requireAmount('users', users);
    requireAmount('throughput', throughput);
  }
  if (points.length < 3) throw new RangeError('three points at least');
  let at = points.map(({ throughput }) => throughput ** 4);
  let found: readonly number[] = [];
  // X = N/y with y linear: a change dy moves X by −X²/N dy, hence the weights, taken again at the fitted X.
  for (let i = 0; i < 200; i++) {
    const before = found;
    found = gaussNewton(points, at, before);
    at = points.map(({ users }) => fitted(found, users) ** 4);
    if (before.length > 0 && found.every((x, k) => Math.abs(x - (before[k] as number)) < 1e-13 * Math.abs(x))) break;
  }
  const [a, b, c] = found as [number, number, number];
  const [contention, crosstalk, alone] = [b / a, c / a, 1 / a];
  const users = Math.floor(Math.sqrt((1 - contention) / crosstalk));
  return { contention, crosstalk, alone, users, throughput: fitted(found, users) };
}

function fitted([a, b, c]: readonly number[], users: number): number {
  return users / ((a as number) + (b as number) * (users - 1) + (c as number) * users * (users - 1));
}

/** One step: y = N/X by weighted least squares at first, then the change that reduces the error of X. */
function gaussNewton(
  points: readonly { readonly users: number; readonly throughput: number }[],
  weights: readonly number[],
  from: readonly number[],
): readonly number[] {
  const normal = [0, 1, 2].map(() => [0, 0, 0, 0]);
  points.forEach(({ users, throughput }, i) => {
    const row = [1, users - 1, users * (users - 1)];
    const x = from.length > 0 ? fitted(from, users) : throughput;
    // The residual of X, brought to the scale of y.
    const residual = from.length > 0 ? ((x - throughput) * users) / x ** 2 : users / throughput;
    const weight = (weights[i] as number) / users ** 2;
    for (let j = 0; j < 3; j++) {
      const line = normal[j] as number[];
      for (let k = 0; k < 3; k++) line[k] = (line[k] as number) + weight * (row[j] as number) * (row[k] as number);
      line[3] = (line[3] as number) + weight * (row[j] as number) * residual;
    }
  });
  const step = solveThree(normal);
  return step.map((x, k) => x + (from[k] ?? 0));
}

/** Gauss elimination of a symmetric positive system of three. */
function solveThree(rows: number[][]): readonly number[] {
  for (let p = 0; p < 3; p++) {
    const pivot = rows[p] as number[];
    for (const [i, row] of rows.entries()) {
      if (i === p) continue;
      const factor = (row[p] as number) / (pivot[p] as number);
      for (let k = p; k < 4; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  return rows.map((row, p) => (row[3] as number) / (row[p] as number));
}
