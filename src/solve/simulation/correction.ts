import { type Expected, limitOf, shareAt } from './expected.ts';

/** What a probe saw: requests and slow answers of the judged classes, batch by batch. */
export interface Probe {
  /** Logarithm of its rate. */
  readonly rate: number;
  /** `batch × judged`. */
  readonly counts: readonly Float64Array[];
  readonly slow: readonly Float64Array[];
}

/** The load, as the logarithm of a factor, at which theory expects what was simulated; and its 95 % interval. */
interface Correction {
  readonly shift: number;
  readonly low: number;
  readonly high: number;
}

const WIDEST = 1;
const NORMAL = 1.96;
/** None seen in any number: up to three expected, 95 times in 100. */
const NONE_SEEN = 3;

/**
 * Theory as a control variate: the simulated system behaves as theory says it would under e^shift times the load. The shift is the one at which as
 * many slow answers are expected, over all judged classes and probes, as were seen (method of moments). Its error comes from the differences
 * between batches, widened by their correlation. One number for all classes is better known than the share of slow answers of the worst one.
 */
function correctionOf(expected: Expected, probes: readonly Probe[]): Correction {
  const seen = probes.reduce((sum, { slow }) => sum + slow.reduce((all, batch) => all + total(batch), 0), 0);
  const totals = probes.map(({ rate, counts }) => ({ rate, counts: summed(counts, expected.judged.length) }));
  const shiftOf = (count: number) => {
    let [low, high] = [-WIDEST, WIDEST];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (expectedIn(expected, totals, middle) < count) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const shift = shiftOf(seen);
  const spread = NORMAL * Math.sqrt(varianceOf(expected, probes, shift));
  const [low, high] = [shiftOf(Math.max(0, seen - spread)), shiftOf(seen + Math.max(NONE_SEEN, spread))];
  return weighed({ shift, low, high }, expected.doubt);
}

/** What was counted and theory, which says 0, each by its precision: the mean of two normal laws (Gelman et al., Bayesian Data Analysis, §2.5). */
function weighed(counted: Correction, doubt: number): Correction {
  if (doubt === Number.POSITIVE_INFINITY) return counted;
  const deviation = (counted.high - counted.low) / (2 * NORMAL);
  const weight = doubt ** 2 / (doubt ** 2 + deviation ** 2);
  const [shift, half] = [weight * counted.shift, NORMAL * Math.sqrt(weight) * deviation];
  return { shift, low: shift - half, high: shift + half };
}

/** A load that theory, corrected by what was counted, leaves the objective at: logarithms. */
export interface Estimate {
  readonly load: number;
  readonly low: number;
  readonly high: number;
  /** The class that leaves it first, −1 for none. */
  readonly worst: number;
}

/** The lowest of the loads at which the classes of each table leave the objective. `probes` has those of each table. */
export function estimateOf(
  tables: readonly Expected[],
  probes: readonly (readonly Probe[])[],
  allowed: number,
): Estimate {
  const estimates = tables.map((table, i): Estimate => {
    const { rate, worst } = limitOf(table, allowed);
    const { shift, low, high } =
      probes[i]?.length === 0 ? { shift: 0, low: -WIDEST, high: WIDEST } : correctionOf(table, probes[i] ?? []);
    return { load: rate - shift, low: rate - high, high: rate - low, worst };
  });
  // Rare classes that no load of the table makes slow decide nothing.
  const deciding = estimates.filter(({ worst }, i) => i === 0 || worst >= 0);
  return deciding.reduce((least, one) => (one.load < least.load ? one : least));
}

/** Requests of each judged class over all batches. */
function summed(batches: readonly Float64Array[], judged: number): Float64Array {
  const sums = new Float64Array(judged);
  for (const batch of batches) for (let j = 0; j < judged; j++) sums[j] = (sums[j] as number) + (batch[j] as number);
  return sums;
}

interface Totals {
  readonly rate: number;
  readonly counts: Float64Array;
}

function expectedIn(expected: Expected, probes: readonly Totals[], shift: number): number {
  return probes.reduce((sum, { rate, counts }) => sum + slowIn(expected, rate, counts, shift), 0);
}

/** Slow answers expected among so many requests of each judged class. */
function slowIn(expected: Expected, rate: number, counts: Float64Array, shift: number): number {
  let sum = 0;
  for (let j = 0; j < counts.length; j++) sum += (counts[j] as number) * shareAt(expected, j, rate + shift);
  return sum;
}

/** Variance of the number of slow answers, from what the batches of each probe have more or less than expected. */
function varianceOf(expected: Expected, probes: readonly Probe[], shift: number): number {
  return probes.reduce((sum, probe) => {
    const excess = probe.counts.map(
      (counts, b) => total(probe.slow[b] as Float64Array) - slowIn(expected, probe.rate, counts, shift),
    );
    const squares = excess.reduce((all, e) => all + e * e, 0);
    const products = excess.reduce((all, e, b) => all + (b > 0 ? e * (excess[b - 1] as number) : 0), 0);
    const correlation = squares > 0 ? Math.min(0.9, Math.max(0, products / squares)) : 0;
    return sum + (squares * (1 + correlation)) / (1 - correlation);
  }, 0);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
