import { JUDGED_FROM } from '../load/index.ts';
import type { Objective } from '../model/objective.ts';
import type { Solution } from '../model/solution.ts';

/** How a load test passed its verdict on a mix, for an estimate to be judged by the same rule. */
export interface Judging {
  readonly objective: Objective;
  /** Share of each class. */
  readonly mix: Readonly<Record<string, number>>;
  /** Seconds of one window of the test. */
  readonly window: number;
  /** Seconds that a class may take at the percentile. */
  readonly allowed: (id: string) => number;
}

/** Classes of which one window holds enough requests, at so many per second of the mix, to be judged alone. */
export function judgedAlone({ mix, window }: Judging, rate: number): readonly string[] {
  return Object.keys(mix).filter((id) => (mix[id] ?? 0) * rate * window >= JUDGED_FROM);
}

/** Ratio between the bounds at which the search stops. */
const PRECISION = 1.015;
const STEP = 1.25;
/** Widest search, from the start: a model without any limit ends it. */
const MOST = 1000;

/**
 * The largest rate that a load test would pass, were the application what the model says: the mix and the classes judged alone at that rate within the
 * objective. An estimate judges every class, the rarest too; a test cannot. `solved` solves the model at a rate; `start` is where to look first.
 */
export function capacityAsJudged(judging: Judging, start: number, solved: (rate: number) => Solution): number {
  const { objective, allowed } = judging;
  const passes = (rate: number): boolean => {
    const { stable, percentileTime, errors, classes } = solved(rate);
    const alone = new Set(judgedAlone(judging, rate));
    return (
      stable &&
      percentileTime <= objective.responseTime &&
      errors < objective.errors &&
      classes.every((at) => !alone.has(at.id) || at.percentileTime <= allowed(at.id))
    );
  };
  let [low, high] = [start, start];
  if (passes(start)) {
    do [low, high] = [high, high * STEP];
    while (high < start * MOST && passes(high));
  } else {
    do [low, high] = [low / STEP, low];
    while (low > start / MOST && !passes(low));
  }
  while (high / low > PRECISION) {
    const middle = Math.sqrt(low * high);
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
