import { BUCKETS, bucketOf, EMPTY_HISTOGRAM, type Histogram } from '../model/histogram.ts';

/**
 * Arrays that counted the minute before. One that lives a minute is old, and its memory is not the heap's: thrown away, a hundred minutes of them
 * would wait for a whole collection, eighty megabytes of two hundred routes.
 */
const spare: Uint32Array[] = [];

/** A histogram that counts; without an array until its first value. */
export interface Tally {
  counts: Uint32Array | undefined;
  count: number;
  sum: number;
  max: number;
}

export function newTally(): Tally {
  return { counts: undefined, count: 0, sum: 0, max: 0 };
}

export function countIn(tally: Tally, seconds: number): void {
  tally.counts ??= spare.pop() ?? new Uint32Array(BUCKETS);
  const index = bucketOf(seconds);
  tally.counts[index] = (tally.counts[index] as number) + 1;
  tally.count += 1;
  tally.sum += seconds;
  if (seconds > tally.max) tally.max = seconds;
}

/** Counts nothing more: its array is for another. */
export function release(tally: Tally): void {
  if (tally.counts === undefined) return;
  spare.push(tally.counts.fill(0));
  tally.counts = undefined;
}

export function histogramOf({ counts, count, sum, max }: Tally): Histogram {
  if (counts === undefined || count === 0) return EMPTY_HISTOGRAM;
  const buckets: number[] = [];
  counts.forEach((inside, index) => {
    if (inside > 0) buckets.push(index, inside);
  });
  return { count, sum, max, buckets };
}
