/**
 * Durations in buckets whose bounds grow by a constant factor: every value is known within 0.5 %, and two histograms add up (the DDSketch of
 * Masson, Rim and Lee, VLDB 2019, with a fixed range).
 */
export interface Histogram {
  count: number;
  /** Seconds. */
  sum: number;
  largest: number;
  readonly buckets: Map<number, number>;
}

/** Bounds of neighbouring buckets: the middle of a bucket is within half of a percent of whatever fell in it. */
const GROWTH = 1.01;
const SCALE = 1 / Math.log(GROWTH);
/** Seconds. Below, everything is alike. */
const FLOOR = 1e-6;

export function emptyHistogram(): Histogram {
  return { count: 0, sum: 0, largest: 0, buckets: new Map() };
}

/** Adds one duration in seconds. */
export function record(histogram: Histogram, seconds: number): void {
  const index = seconds <= FLOOR ? 0 : Math.ceil(Math.log(seconds / FLOOR) * SCALE);
  histogram.buckets.set(index, (histogram.buckets.get(index) ?? 0) + 1);
  histogram.count++;
  histogram.sum += seconds;
  histogram.largest = Math.max(histogram.largest, seconds);
}

/** The histogram of all that several hold. */
export function merge(histograms: Iterable<Histogram>): Histogram {
  const all = emptyHistogram();
  for (const each of histograms) {
    all.count += each.count;
    all.sum += each.sum;
    all.largest = Math.max(all.largest, each.largest);
    for (const [index, count] of each.buckets) all.buckets.set(index, (all.buckets.get(index) ?? 0) + count);
  }
  return all;
}

/** Seconds under which a share of the durations lies (nearest rank, within 0.5 %); NaN when empty. */
export function quantile(histogram: Histogram, share: number): number {
  if (histogram.count === 0) return Number.NaN;
  const rank = Math.max(1, Math.ceil(share * histogram.count));
  let seen = 0;
  for (const index of [...histogram.buckets.keys()].sort((a, b) => a - b)) {
    seen += histogram.buckets.get(index) ?? 0;
    if (seen >= rank) return Math.min(histogram.largest, middleOf(index));
  }
  return histogram.largest;
}

/** Share of the durations over a limit in seconds, within the width of a bucket. */
export function shareOver(histogram: Histogram, limit: number): number {
  if (histogram.count === 0) return 0;
  let over = 0;
  for (const [index, count] of histogram.buckets) if (middleOf(index) > limit) over += count;
  return over / histogram.count;
}

/** Mean in seconds; NaN when empty. */
export function mean({ sum, count }: Histogram): number {
  return count === 0 ? Number.NaN : sum / count;
}

/** Half way between the bounds, by ratio. */
function middleOf(index: number): number {
  return index === 0 ? FLOOR : FLOOR * GROWTH ** (index - 0.5);
}
