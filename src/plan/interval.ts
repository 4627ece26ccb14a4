import type { Interval } from '../model/range.ts';

/**
 * Product of powers of independent intervals. Their relative half-widths are combined in quadrature on the logarithm,
 * as independent errors are: multiplying all the lows together would state a certainty of the worst that nobody has.
 */
export function multiplied(factors: readonly { readonly of: Interval; readonly power: 1 | -1 }[]): Interval {
  if (factors.some(({ of, power }) => power === 1 && of.typical === 0)) return nothing(factors);
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

/** A factor is nothing, and has no logarithm: the product is nothing too, unless at its highest. */
function nothing(factors: readonly { readonly of: Interval; readonly power: 1 | -1 }[]): Interval {
  return {
    low: 0,
    typical: 0,
    high: factors.reduce((all, { of, power }) => all * (power === 1 ? of.high : 1 / of.low), 1),
  };
}

/** An interval known exactly. */
export function exact(value: number): Interval {
  return { low: value, typical: value, high: value };
}

/** The same relative interval around another value; a value known exactly where there is nothing to be relative to. */
export function around(value: number, like: Interval): Interval {
  return like.typical > 0 ? scaled(like, value / like.typical) : exact(value);
}

export function scaled(interval: Interval, factor: number): Interval {
  return { low: interval.low * factor, typical: interval.typical * factor, high: interval.high * factor };
}

export function added(left: Interval, right: Interval): Interval {
  return { low: left.low + right.low, typical: left.typical + right.typical, high: left.high + right.high };
}
