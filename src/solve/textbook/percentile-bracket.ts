import { refuse } from '../faults.ts';
import { requireAmount } from './arguments.ts';

/** Where a percentile must be, seconds. */
export interface PercentileBracket {
  readonly low: number;
  readonly high: number;
}

/**
 * The values that percentile `p` of a time of this mean and variance can take, whatever its law: m − σ√((1 − p)/p) to m + σ√(p/(1 − p)), the
 * one-sided inequality of Chebyshev (Cantelli 1928; Feller II, 2nd ed., §V.7), and no more than m/(1 − p) as no time is negative (Markov).
 * Laws of two values reach both ends.
 */
export function percentileBracket(mean: number, variance: number, p: number): PercentileBracket {
  if (!(p > 0 && p < 1)) refuse([{ kind: 'bad-number', subject: 'p', detail: `${p}` }]);
  requireAmount('mean', mean);
  requireAmount('variance', variance);
  const deviation = Math.sqrt(variance);
  return {
    low: Math.max(0, mean - deviation * Math.sqrt((1 - p) / p)),
    high: Math.min(mean / (1 - p), mean + deviation * Math.sqrt(p / (1 - p))),
  };
}
