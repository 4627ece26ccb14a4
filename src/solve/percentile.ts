import { crossing } from './crossing.ts';

/**
 * Law of a time known by three cumulants: the gamma law with a shift (Pearson type III; Johnson, Kotz & Balakrishnan, Continuous Univariate
 * Distributions 1, §17.2). Exact for one exponential stage, hence for M/M/1; a fit elsewhere: an independent sum of waits and services.
 */
export interface Cumulants {
  /** Mean, seconds. */
  readonly mean: number;
  /** Variance. */
  readonly variance: number;
  /** Third central moment. */
  readonly third: number;
}

const NEARLY_NORMAL = 0.02;

/** Several such laws, each with a weight; the weights add up to 1. */
export interface Mixture {
  readonly weights: Float64Array;
  /** `law × 3 + (mean, variance, third)`. */
  readonly cumulants: Float64Array;
}

/** P(T > time). */
function tailOf(time: number, mean: number, variance: number, third: number): number {
  if (!(mean < Number.POSITIVE_INFINITY)) return 1;
  const deviation = Math.sqrt(variance);
  if (!(deviation > 1e-9 * mean)) return time < mean ? 1 : 0;
  const skewness = third / (variance * deviation);
  if (skewness < NEARLY_NORMAL) return normalTail((time - mean) / deviation);
  const shape = 4 / (skewness * skewness);
  const x = (time - mean) / ((deviation * skewness) / 2) + shape;
  return x <= 0 ? 1 : upperGamma(shape, x);
}

/** The time that a share `p` of requests does not exceed. Relative error below 1e-6. */
export function quantileOf(p: number, law: Mixture): number {
  return quantileOfTail(p, meanOf(law), (time) => mixtureTail(time, law));
}

/** P(T > time) for a mixture of laws. */
export function mixtureTail(time: number, { weights, cumulants }: Mixture): number {
  let tail = 0;
  for (let i = 0, at = 0; i < weights.length; i++, at += 3) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    tail += weight * tailOf(time, cumulants[at] as number, cumulants[at + 1] as number, cumulants[at + 2] as number);
  }
  return tail;
}

/** Bound on P(T > time) from the mean and the variance alone: σ² / (σ² + (t − mean)²) beyond the mean (Cantelli). */
export function tailBound(time: number, { weights, cumulants }: Mixture): number {
  let mean = 0;
  let second = 0;
  for (let i = 0, at = 0; i < weights.length; i++, at += 3) {
    const weight = weights[i] as number;
    const m = cumulants[at] as number;
    mean += weight * m;
    second += weight * ((cumulants[at + 1] as number) + m * m);
  }
  if (!(time > mean)) return 1;
  const variance = Math.max(0, second - mean * mean);
  return variance / (variance + (time - mean) ** 2);
}

/** Mean of a mixture. */
export function meanOf({ weights, cumulants }: Mixture): number {
  let mean = 0;
  for (let i = 0; i < weights.length; i++) mean += (weights[i] as number) * (cumulants[3 * i] as number);
  return mean;
}

/** Variance of a mixture. */
export function varianceOf(law: Mixture): number {
  const mean = meanOf(law);
  const { weights, cumulants } = law;
  let variance = 0;
  for (let i = 0; i < weights.length; i++)
    variance +=
      (weights[i] as number) * ((cumulants[3 * i + 1] as number) + ((cumulants[3 * i] as number) - mean) ** 2);
  return variance;
}

/** Inverts a decreasing tail function. `scale` is any time of the right order of magnitude. */
export function quantileOfTail(p: number, scale: number, tail: (time: number) => number): number {
  if (!Number.isFinite(scale)) return Number.POSITIVE_INFINITY;
  if (!(scale > 0)) return 0;
  const over = (time: number) => Math.log((1 - p) / Math.max(tail(time), 1e-300));
  let [low, atLow] = [0, Math.log(1 - p)];
  let [high, atHigh] = [2 * scale, over(2 * scale)];
  while (atHigh < 0 && high < scale * 1e9) {
    [low, atLow] = [high, atHigh];
    high *= 2;
    atHigh = over(high);
  }
  if (atHigh < 0) return high;
  return crossing(over, { low, atLow, high, atHigh, precision: 3e-7 }).middle;
}

/** P(N(0,1) > z), Abramowitz & Stegun 7.1.26, absolute error below 1e-7. */
export function normalTail(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = (series * Math.exp((-z * z) / 2)) / 2;
  return z >= 0 ? half : 1 - half;
}

const LANCZOS = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179,
  -0.000005395239384953,
];

/** ln Γ(x), x > 0 (Lanczos; Press et al., Numerical Recipes §6.1), relative error below 2e-10. */
export function logGamma(x: number): number {
  let sum = 1.000000000190015;
  for (let i = 0; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (x + 1 + i);
  const base = x + 5.5;
  return (x + 0.5) * Math.log(base) - base + Math.log((2.5066282746310007 * sum) / x);
}

/** Regularized upper incomplete gamma Q(a, x): series below a + 1, continued fraction above (Numerical Recipes §6.2). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (a === 1) return Math.exp(-x);
  const factor = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 500 && term > sum * 1e-10; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - sum * factor);
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 500; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-10) break;
  }
  return factor * h;
}

/** Cumulants of a wait that is zero with probability `1 − probability`, else exponential of mean `mean` (M/M/c and its relatives). */
export function atomAndExponential(probability: number, mean: number): Cumulants {
  const first = probability * mean;
  const second = 2 * first * mean;
  const third = 3 * second * mean;
  return { mean: first, variance: second - first * first, third: third - first * (3 * second - 2 * first * first) };
}
