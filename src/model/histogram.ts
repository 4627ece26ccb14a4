/**
 * How long things took: counts in buckets whose width grows with the value, 32 to an octave, from 2⁻²⁰ s (1 µs) to 2¹⁷ s (36 h). A value read
 * back from its bucket is at most 1/64 (1.6 %) away. Two histograms add; percentiles never do.
 */
export interface Histogram {
  readonly count: number;
  /** Seconds, all together. */
  readonly sum: number;
  /** Seconds, the longest. */
  readonly max: number;
  /** Index of a bucket, its count, index of the next… in ascending order, empty buckets left out: flat, since pairs weigh four times as much. */
  readonly buckets: readonly number[];
}

const PER_OCTAVE = 32;
const LOWEST_OCTAVE = -20;
const OCTAVES = 37;

/** Buckets in all. */
export const BUCKETS = PER_OCTAVE * OCTAVES;

export const EMPTY_HISTOGRAM: Histogram = { count: 0, sum: 0, max: 0, buckets: [] };

/** A number as its 64 bits: the exponent is the octave, and the five bits that follow it are the bucket within. */
const written = new Float64Array(1);
const words = new Uint32Array(written.buffer);
written[0] = 1;
const HIGH_WORD = words[1] === 0 ? 0 : 1;
const OFFSET = (1023 + LOWEST_OCTAVE) * PER_OCTAVE;

/** The bucket of a duration in seconds; the first and the last one hold what lies beyond. */
export function bucketOf(seconds: number): number {
  written[0] = Math.max(0, seconds);
  const index = ((words[HIGH_WORD] as number) >>> 15) - OFFSET;
  if (index < 0) return 0;
  return index < BUCKETS ? index : BUCKETS - 1;
}

/** The middle of a bucket, seconds. */
export function middleOf(index: number): number {
  const octave = Math.floor(index / PER_OCTAVE) + LOWEST_OCTAVE;
  return 2 ** octave * (1 + ((index % PER_OCTAVE) + 0.5) / PER_OCTAVE);
}

/** The duration in seconds under which this share (0–1) of them lies, within 1.6 %; undefined when there are none. */
export function percentileOf(histogram: Histogram, share: number): number | undefined {
  if (histogram.count === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * histogram.count));
  let below = 0;
  const { buckets } = histogram;
  for (let at = 0; at < buckets.length; at += 2) {
    below += buckets[at + 1] as number;
    if (below >= rank) return Math.min(middleOf(buckets[at] as number), histogram.max);
  }
  return histogram.max;
}

/** Every duration of both. */
export function addHistograms(one: Histogram, other: Histogram): Histogram {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    max: Math.max(one.max, other.max),
    buckets: addBuckets(one.buckets, other.buckets),
  };
}

function addBuckets(one: readonly number[], other: readonly number[]): readonly number[] {
  const sum: number[] = [];
  let [left, right] = [0, 0];
  while (left < one.length || right < other.length) {
    const [a, b] = [one[left] ?? BUCKETS, other[right] ?? BUCKETS];
    sum.push(Math.min(a, b), (a <= b ? (one[left + 1] as number) : 0) + (b <= a ? (other[right + 1] as number) : 0));
    if (a <= b) left += 2;
    if (b <= a) right += 2;
  }
  return sum;
}
