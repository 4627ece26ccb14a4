import { BUCKETS, bucketOf, EMPTY_HISTOGRAM, type Histogram } from '../model/histogram.ts';

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
  tally.counts ??= new Uint32Array(BUCKETS);
  const index = bucketOf(seconds);
  tally.counts[index] = (tally.counts[index] as number) + 1;
  tally.count += 1;
  tally.sum += seconds;
  if (seconds > tally.max) tally.max = seconds;
}

/** Counts from nothing again, in the same array. */
export function empty(tally: Tally): void {
  tally.counts?.fill(0);
  tally.count = 0;
  tally.sum = 0;
  tally.max = 0;
}

export function histogramOf({ counts, count, sum, max }: Tally): Histogram {
  if (counts === undefined || count === 0) return EMPTY_HISTOGRAM;
  const buckets: number[] = [];
  counts.forEach((inside, index) => {
    if (inside > 0) buckets.push(index, inside);
  });
  return { count, sum, max, buckets };
}
