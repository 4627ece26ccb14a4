/**
 * Times in logarithmic buckets, 128 per octave, from 2⁻³⁰ s to 2²⁰ s: a quantile is known within 0.4 %. The bucket is read from the bits of
 * the number (as HdrHistogram does), without a logarithm.
 */
export interface Histogram {
  /** Empty until there is something to count. */
  counts: Uint32Array;
  count: number;
  sum: number;
  most: number;
}

const STEPS = 7;
const PER_OCTAVE = 1 << STEPS;
const LOWEST = -30;
const OCTAVES = 50;
const SIZE = OCTAVES * PER_OCTAVE;
const OFFSET = (1023 + LOWEST) << STEPS;
const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);
const HIGH = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f ? 1 : 0;

const NO_COUNTS = new Uint32Array(0);

/** An empty histogram. */
export function histogram(): Histogram {
  return { counts: NO_COUNTS, count: 0, sum: 0, most: 0 };
}

/** Adds a time in seconds. */
export function record(into: Histogram, time: number): void {
  if (into.count === 0 && into.counts === NO_COUNTS) into.counts = new Uint32Array(SIZE);
  const at = bucketOf(time);
  into.counts[at] = (into.counts[at] as number) + 1;
  into.count++;
  into.sum += time;
  if (time > into.most) into.most = time;
}

function bucketOf(time: number): number {
  bits[0] = time;
  const at = ((words[HIGH] as number) >>> (20 - STEPS)) - OFFSET;
  return at < 0 ? 0 : at >= SIZE ? SIZE - 1 : at;
}

function lowerEdge(bucket: number): number {
  const octave = Math.floor(bucket / PER_OCTAVE) + LOWEST;
  return 2 ** octave * (1 + (bucket % PER_OCTAVE) / PER_OCTAVE);
}

/** Forgets everything. */
export function clear(of: Histogram): void {
  of.counts.fill(0);
  of.count = 0;
  of.sum = 0;
  of.most = 0;
}

/** Adds the content of one histogram to another. */
export function merge(into: Histogram, from: Histogram): void {
  if (from.count === 0) return;
  if (into.counts === NO_COUNTS) into.counts = new Uint32Array(SIZE);
  for (let i = 0; i < SIZE; i++) into.counts[i] = (into.counts[i] as number) + (from.counts[i] as number);
  into.count += from.count;
  into.sum += from.sum;
  if (from.most > into.most) into.most = from.most;
}

/** The time that a share `p` does not exceed; NaN when empty. */
export function quantile(of: Histogram, p: number): number {
  if (of.count === 0) return Number.NaN;
  let left = p * of.count;
  for (let i = 0; i < SIZE; i++) {
    const here = of.counts[i] as number;
    if (here > 0 && left <= here) {
      const low = lowerEdge(i);
      return Math.min(of.most, low + (lowerEdge(i + 1) - low) * Math.max(0, left / here));
    }
    left -= here;
  }
  return of.most;
}

/** How many are over a time. */
export function countOver(of: Histogram, time: number): number {
  if (of.count === 0) return 0;
  let over = 0;
  for (let i = bucketOf(time) + 1; i < SIZE; i++) over += of.counts[i] as number;
  return over;
}
