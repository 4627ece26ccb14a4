import { normalTail } from './percentile.ts';

/** Mean, variance and third central moment of a time, and the probability that what follows still runs. */
export interface Idle {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly goesOn: number;
}

/** Sum of a number of independent turns; the fraction of a turn is a turn with that probability. */
export function repeated(body: Idle, turns: number, goesOn = 1): Idle {
  const fraction = turns - Math.floor(turns);
  const spread = fraction * (1 - fraction);
  const { mean, variance, third } = body;
  return {
    mean: turns * mean,
    variance: turns * variance + spread * mean ** 2,
    third: turns * third + 3 * spread * mean * variance + spread * (1 - 2 * fraction) * mean ** 3,
    goesOn,
  };
}

const MOST_ADDED = 10_000;

/** The longest of n alike: exact for exponential times (mean ΣS/j, variance ΣS²/j²), hence for constant ones. */
export function longestAlike(body: Idle, n: number): Idle {
  let [harmonic, squares] = [0, 0];
  const whole = Math.floor(n);
  const added = Math.min(whole, MOST_ADDED);
  for (let j = 1; j <= added; j++) {
    harmonic += 1 / j;
    squares += 1 / j ** 2;
  }
  // Euler–Maclaurin, its first terms: 1e-8 is left out.
  harmonic += Math.log(whole / added || 1) + (added < whole ? 0.5 / whole - 0.5 / added : 0);
  squares += added < whole ? 1 / added - 1 / whole : 0;
  harmonic += (n - whole) / (whole + 1);
  return { ...body, mean: body.mean + Math.sqrt(body.variance) * (harmonic - 1), variance: body.variance * squares };
}

/** The longest of several, two by two as if normal (Clark, Operations Research 9(2) 1961). */
export function longestOf(times: readonly Idle[]): Idle {
  return times.reduce((a, b) => {
    const spread = Math.sqrt(a.variance + b.variance);
    if (spread <= 1e-12 * (a.mean + b.mean)) return a.mean >= b.mean ? a : b;
    const x = (a.mean - b.mean) / spread;
    const [first, density] = [1 - normalTail(x), Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)];
    const mean = a.mean * first + b.mean * (1 - first) + spread * density;
    const second =
      (a.variance + a.mean ** 2) * first +
      (b.variance + b.mean ** 2) * (1 - first) +
      (a.mean + b.mean) * spread * density;
    return {
      mean: Math.max(mean, a.mean, b.mean),
      variance: Math.max(0, second - mean ** 2),
      third: first * a.third + (1 - first) * b.third,
      goesOn: 1,
    };
  });
}
