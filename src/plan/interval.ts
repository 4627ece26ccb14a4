import type { Interval } from '../model/range.ts';

/**
 * Product of powers of independent intervals. Their relative half-widths are combined in quadrature on the logarithm,
 * as independent errors are: multiplying all the lows together would state a certainty of the worst that nobody has.
 */
export function multiplied(factors: readonly { readonly of: Interval; readonly power: 1 | -1 }[]): Interval {
  let typical = 1;
  let below = 0;
  let above = 0;
  for (const { of, power } of factors) {
    typical *= of.typical ** power;
    const low = Math.log(of.typical / Math.max(of.low, Number.MIN_VALUE)) ** 2;
    const high = Math.log(of.high / of.typical) ** 2;
    below += power === 1 ? low : high;
    above += power === 1 ? high : low;
  }
  return { low: typical * Math.exp(-Math.sqrt(below)), typical, high: typical * Math.exp(Math.sqrt(above)) };
}

/** An interval known exactly. */
export function exact(value: number): Interval {
  return { low: value, typical: value, high: value };
}

export function scaled(interval: Interval, factor: number): Interval {
  return { low: interval.low * factor, typical: interval.typical * factor, high: interval.high * factor };
}

export function added(left: Interval, right: Interval): Interval {
  return { low: left.low + right.low, typical: left.typical + right.typical, high: left.high + right.high };
}
