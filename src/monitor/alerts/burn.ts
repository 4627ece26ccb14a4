import { HOUR, MINUTE } from '../history/history.ts';
import type { Point } from '../history/point.ts';

/**
 * Speeds at which an error budget is spent, 1 being the speed that spends it exactly: 14.4 over an hour (2 % of a month's budget) with 5
 * minutes to tell that it goes on, 6 over 6 hours (5 %) with 30 minutes (Google, The Site Reliability Workbook, 2018, chapter 5,
 * "Multiwindow, multi-burn-rate alerts").
 */
export const BURNS = {
  fast: { rate: 14.4, long: HOUR, short: 5 * MINUTE },
  slow: { rate: 6, long: 6 * HOUR, short: 30 * MINUTE },
} as const;

/** Bad requests under which a rate is an accident: one failure at night is half of two requests. */
const FEWEST_BAD = 5;

export interface Burn {
  /** The speed in both windows: the lesser of the two. */
  readonly rate: number;
  /** Share of the requests of the long window that were bad. */
  readonly share: number;
}

/** How fast a budget (share of requests that may be bad) is being spent, over a long window and a short one. */
export function burnOf(
  points: readonly Point[],
  now: number,
  windows: { readonly long: number; readonly short: number },
  budget: number,
  bad: (point: Point) => number,
): Burn {
  const over = (length: number): { readonly share: number; readonly bad: number } => {
    const within = points.filter(({ start }) => start >= now - length);
    const requests = within.reduce((sum, point) => sum + point.requests, 0);
    const failures = within.reduce((sum, point) => sum + bad(point), 0);
    return { share: requests === 0 ? 0 : failures / requests, bad: failures };
  };
  const long = over(windows.long);
  const short = over(windows.short);
  if (long.bad < FEWEST_BAD || !(budget > 0)) return { rate: 0, share: long.share };
  return { rate: Math.min(long.share, short.share) / budget, share: long.share };
}
