import type { MinuteRecord } from '../../model/minute.ts';
import type { Point } from './point.ts';

export type Span = 'hour' | 'day' | 'month';

/** What was seen over a span. */
export interface Stretch {
  /** By minute for an hour and a day, by hour for a month; the oldest first. */
  readonly points: readonly Point[];
  /** All of it as one record; undefined when nothing was seen. */
  readonly record: MinuteRecord | undefined;
}

/** What was taken from an allowance since the beginning of the period. */
export type Consumed = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Where the past is kept. Nothing here throws: what cannot be kept or read is counted. */
export interface History {
  readonly kind: 'memory' | 'postgres';
  readonly add: (record: MinuteRecord) => void;
  readonly read: (span: Span, now: number) => Promise<Stretch>;
  /** Points by minute of the last six hours, for the alerts. */
  readonly recent: (now: number) => Promise<readonly Point[]>;
  /** Points by hour, as many as are kept, for the trend. */
  readonly hours: (now: number) => Promise<readonly Point[]>;
  readonly consumed: (period: 'day' | 'month', now: number) => Promise<Consumed>;
  /** The record of the last minutes of every instance, and how many instances there are. */
  readonly latest: (now: number) => Promise<MinuteRecord | undefined>;
  /** Minutes that could not be kept. */
  readonly lost: () => number;
  /** Writes what waits, at most so many milliseconds. */
  readonly close: (limit: number) => Promise<void>;
}

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;
export const SPANS: Readonly<Record<Span, number>> = { hour: HOUR, day: DAY, month: 30 * DAY };

export function addConsumed(one: Consumed, other: Consumed): Consumed {
  const sum: Record<string, Record<string, number>> = {};
  for (const table of [one, other]) {
    for (const [service, units] of Object.entries(table)) {
      const known = sum[service] ?? {};
      for (const [unit, amount] of Object.entries(units)) known[unit] = (known[unit] ?? 0) + amount;
      sum[service] = known;
    }
  }
  return sum;
}

/** The first second of the day or of the month, UTC, as services count. */
export function startOf(period: 'day' | 'month', now: number): number {
  const date = new Date(now * 1000);
  const day = period === 'day' ? date.getUTCDate() : 1;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day) / 1000;
}
