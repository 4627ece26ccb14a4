import type { Interval } from './range.ts';
import type { Source } from './source.ts';

/** USD a month. `null`: nothing tells the price of a part of it, and `low` is what the rest costs at least. */
export interface Cost {
  readonly low: number;
  readonly typical: number | null;
  readonly high: number | null;
}

/** A cost that says where it comes from. */
export interface Price extends Cost {
  readonly source: Source;
}

/** Nothing tells what it costs, not even roughly. */
export const UNTOLD: Cost = { low: 0, typical: null, high: null };

/** Its bounds when all of it is known; undefined otherwise. */
export function told({ low, typical, high }: Cost): Interval | undefined {
  return typical === null || high === null ? undefined : { low, typical, high };
}
