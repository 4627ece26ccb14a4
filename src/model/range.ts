import type { Source } from './source.ts';

/** Bounds and typical value of a quantity: `low ≤ typical ≤ high`. The unit is the field's: s, req/s, bytes. */
export interface Interval {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** An interval that says where it comes from. Every input of the model is one. */
export interface Range extends Interval {
  readonly source: Source;
}

/** A quantity known exactly, for instance one read in the code. */
export function exactly(value: number, source: Source): Range {
  return { low: value, typical: value, high: value, source };
}

/** A quantity known within bounds. Throws a RangeError unless `low ≤ typical ≤ high`, all finite. */
export function between(low: number, typical: number, high: number, source: Source): Range {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= typical && typical <= high)) {
    throw new RangeError(`not a range: ${low} ≤ ${typical} ≤ ${high}`);
  }
  return { low, typical, high, source };
}
