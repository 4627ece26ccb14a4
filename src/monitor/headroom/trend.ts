import type { Interval } from '../../model/range.ts';

/** The fullest moment of a day, as a share of the capacity. */
export interface DayLevel {
  /** Days since 1970. */
  readonly day: number;
  readonly level: number;
}

export type Trend =
  | { readonly kind: 'short'; readonly days: number; readonly needed: number }
  | {
      readonly kind: 'measured';
      readonly days: number;
      /** Share of the capacity gained per day, with the bounds of an 80 % confidence interval. */
      readonly slope: Interval;
      /** The present level: the median of the last seven days, brought to the last one. */
      readonly level: number;
      readonly last: number;
    };

/** Two weeks: every day of the week is then compared with itself at least once. */
export const DAYS_NEEDED = 14;
const WEEK = 7;
/** Two-sided 80 %. */
const NORMAL_QUANTILE = 1.2816;

/**
 * The growth of the busiest moment, week against week: the seasonal slope of Sen, the median of the slopes between the same days of
 * different weeks, so that a quiet Sunday is compared with a quiet Sunday and one exceptional day moves nothing (Hirsch, Slack and Smith,
 * "Techniques of trend analysis for monthly water quality data", Water Resources Research 18, 1982). The interval is the non-parametric
 * one of Gilbert (Statistical Methods for Environmental Pollution Monitoring, 1987, §17.4.3).
 */
export function trendOf(levels: readonly DayLevel[]): Trend {
  const days = [...levels].sort((one, other) => one.day - other.day);
  const slopes = days
    .flatMap((one, index) =>
      days
        .slice(index + 1)
        .filter(({ day }) => (day - one.day) % WEEK === 0)
        .map(({ day, level }) => (level - one.level) / (day - one.day)),
    )
    .sort((one, other) => one - other);
  const last = days.at(-1);
  if (last === undefined || days.length < DAYS_NEEDED || slopes.length < WEEK) {
    return { kind: 'short', days: days.length, needed: DAYS_NEEDED };
  }
  const typical = medianOf(slopes);
  const reach = NORMAL_QUANTILE * Math.sqrt(varianceOf(days));
  const at = (rank: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? typical;
  const slope = {
    low: Math.min(typical, at((slopes.length - reach) / 2 - 1)),
    typical,
    high: Math.max(typical, at((slopes.length + reach) / 2)),
  };
  const recent = days.filter(({ day }) => day > last.day - WEEK);
  const level = medianOf(recent.map((one) => one.level + typical * (last.day - one.day)).sort((a, b) => a - b));
  return { kind: 'measured', days: last.day - (days[0]?.day ?? last.day) + 1, slope, level, last: last.day };
}

/** Variance of the seasonal Kendall statistic without ties: Σ n (n − 1) (2 n + 5) / 18. */
function varianceOf(days: readonly DayLevel[]): number {
  const counts = Array.from({ length: WEEK }, (_, weekday) => days.filter(({ day }) => day % WEEK === weekday).length);
  return counts.reduce((sum, n) => sum + (n * (n - 1) * (2 * n + 5)) / 18, 0);
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? 0;
  return (low + (sorted[Math.floor(middle)] ?? low)) / 2;
}

/** When a level reaches 1 at this trend, in days since 1970: at the typical slope, and at the ends of its interval. */
export type Ending =
  | { readonly kind: 'passed' | 'flat' | 'far' }
  | { readonly kind: 'date'; readonly day: number; readonly earliest: number; readonly latest: number | undefined };

/** Beyond two years, a date would only pretend. */
const FAR = 730;

/** The day on which the capacity is full. */
export function endingOf(trend: Extract<Trend, { kind: 'measured' }>): Ending {
  const { slope, level, last } = trend;
  if (level >= 1) return { kind: 'passed' };
  if (slope.typical <= 0) return { kind: 'flat' };
  const reached = (rate: number): number => (rate > 0 ? last + (1 - level) / rate : Number.POSITIVE_INFINITY);
  const day = reached(slope.typical);
  if (day > last + FAR) return { kind: 'far' };
  const latest = reached(slope.low);
  return { kind: 'date', day, earliest: reached(slope.high), latest: latest > last + FAR ? undefined : latest };
}

const SECONDS = 86_400;

/** The fullest minute of each day that is over, UTC, from points by hour. */
export function dayLevelsOf(
  hours: readonly { readonly start: number; readonly requests: number; readonly busiestUsed: number }[],
  now: number,
): readonly DayLevel[] {
  const levels = new Map<number, number>();
  const today = Math.floor(now / SECONDS);
  for (const { start, requests, busiestUsed } of hours) {
    const day = Math.floor(start / SECONDS);
    if (requests > 0 && day < today) levels.set(day, Math.max(levels.get(day) ?? 0, busiestUsed));
  }
  return [...levels].map(([day, level]) => ({ day, level }));
}
