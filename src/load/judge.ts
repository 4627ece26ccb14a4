import { quantile, shareOver } from './histogram.ts';
import { errorShare, type LoadOutcome, timesOf } from './outcome.ts';

/** What a rate must hold, and for which class. Seconds. */
export interface Limits {
  /** 0.95 for p95. */
  readonly percentile: number;
  readonly responseTime: number;
  /** Share of requests that may fail. */
  readonly errors: number;
  /** Limit of a class that is slower than the others even alone. */
  readonly ofClass?: (id: string) => number;
}

/** What gave way at a rate: the class is named when it is one alone. */
export interface Verdict {
  readonly passed: boolean;
  readonly because?: 'errors' | 'late' | 'backlog';
  readonly class?: string;
  /** Share of the requests that were late or failed: how far from the limit, for the search. */
  readonly lateShare: number;
  /** The generator was starved: nothing can be said of the application. */
  readonly void: boolean;
}

/** A class is judged alone from so many samples on. */
export const JUDGED_FROM = 100;
/** Growth of the requests in flight, as a share of the arrivals, from which a queue is building. */
const GROWTH = 0.03;

/**
 * Whether a load was within its limits: errors, the percentile of the mix and of every class with enough samples, and a backlog that does not
 * grow (at a rate just beyond the means of the application the queue takes longer to build than a window lasts).
 */
export function judge(outcome: LoadOutcome, limits: Limits): Verdict {
  const ofClass = limits.ofClass ?? (() => limits.responseTime);
  const times = timesOf(outcome);
  const lateShare = lateShareOf(outcome, ofClass);
  const base = { lateShare, void: outcome.watch.starved !== undefined };
  if (outcome.stopped === 'errors' || errorShare(outcome) >= limits.errors)
    return { ...base, passed: false, because: 'errors' };
  if (outcome.stopped === 'late' || quantile(times, limits.percentile) > limits.responseTime)
    return { ...base, passed: false, because: 'late' };
  const slow = [...outcome.classes.values()].find(
    (each) => each.count >= JUDGED_FROM && quantile(each.times, limits.percentile) > ofClass(each.id),
  );
  if (slow !== undefined) return { ...base, passed: false, because: 'late', class: slow.id };
  if (isGrowing(outcome, limits)) return { ...base, passed: false, because: 'backlog' };
  return { ...base, passed: true };
}

/** Failures and answers over the limit, over the requests. The worst class decides when it has enough samples. */
function lateShareOf(outcome: LoadOutcome, ofClass: (id: string) => number): number {
  let late = 0;
  let worst = 0;
  for (const each of outcome.classes.values()) {
    const share = shareOver(each.times, ofClass(each.id));
    late += share * each.count;
    if (each.count >= JUDGED_FROM) worst = Math.max(worst, share);
  }
  return Math.max(worst, outcome.requests === 0 ? 1 : late / outcome.requests);
}

function isGrowing({ inFlight: [start, end], requests, seconds }: LoadOutcome, { responseTime }: Limits): boolean {
  const rate = requests / seconds;
  return end - start > GROWTH * requests && end > (rate * responseTime) / 2;
}
