import type { MeasurementWay, Reading } from '../model/measurement.ts';

/** The value under which a share of sorted values lies, interpolated. Not a number when there is none. */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}

/** The median of several values of the same thing, between their quartiles. `count`: observations behind them, the values themselves unless told. */
export function readingOf(values: readonly number[], way: MeasurementWay, count = values.length): Reading {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    low: significant(quantile(sorted, 0.25)),
    typical: significant(quantile(sorted, 0.5)),
    high: significant(quantile(sorted, 0.75)),
    count,
    way,
  };
}

/** Fewer values than this may agree by chance. */
const TELLING = 3;
/** Half of the spread of several values of the same thing, over their median, from which a further one changes nothing that matters. */
const SETTLED = 0.03;

/** Whether several values of the same thing agree: further ones would only take time. */
export function isSettled(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length >= TELLING && quantile(sorted, 1) - quantile(sorted, 0) <= 2 * SETTLED * quantile(sorted, 0.5);
}

/** A number counted rather than sampled. */
export function exactReading(value: number, way: MeasurementWay, count = 1): Reading {
  return { low: value, typical: value, high: value, count, way };
}

/** z of a two-sided interval of 90 %. */
const NINETY = 1.645;

/** A share seen `hits` times out of `count`: Wilson's interval at 90 %, which stays between 0 and 1 however few were seen. */
export function shareReading(hits: number, count: number, way: MeasurementWay): Reading {
  if (count === 0) return { low: 0, typical: 0, high: 1, count, way };
  const share = hits / count;
  const square = NINETY ** 2 / count;
  const centre = (share + square / 2) / (1 + square);
  const half = (NINETY / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  const low = hits === 0 ? 0 : Math.min(share, Math.max(0, centre - half));
  const high = hits === count ? 1 : Math.max(share, Math.min(1, centre + half));
  return { low: significant(low), typical: significant(share), high: significant(high), count, way };
}

/** Digits that a measurement deserves in the file. */
const DIGITS = 4;

/** Rounds to four significant digits. */
export function significant(value: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(DIGITS));
}
