import type { Interval, Range } from '../../model/range.ts';
import type { Factor, Measurable } from './calibration.ts';

/** Fewer routes than this say little of the others. */
const TELLING = 3;
/** How far a price of the book may be from the truth of a route when few routes were measured (`docs/accuracy.md`). */
const APART: Interval = { low: 0.6, typical: 1, high: 1.7 };

/**
 * Factor of the routes that were not measured, by station: the median of those that were, between their deciles. Once the prices of the book are
 * held at their typical value, this is what their uncertainty becomes.
 */
export function otherRoutes(known: readonly Factor[]): ReadonlyMap<Measurable, Range> {
  const stations = [...new Set(known.map(({ station }) => station))];
  return new Map(stations.map((station) => [station, among(known.filter((factor) => factor.station === station))]));
}

function among(factors: readonly Factor[]): Range {
  const typical = factors.map(({ range }) => range.typical).sort((a, b) => a - b);
  const middle = quantile(typical, 0.5);
  const few = factors.length < TELLING;
  return {
    low: Math.min(quantile(typical, 0.1), few ? middle * APART.low : middle),
    typical: middle,
    high: Math.max(quantile(typical, 0.9), few ? middle * APART.high : middle),
    source: { provenance: 'assumed', reason: 'reason.like-measured' },
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
