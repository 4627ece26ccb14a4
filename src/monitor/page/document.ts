import type { MinuteRecord } from '../../model/minute.ts';
import type { History } from '../history/history.ts';
import type { Point } from '../history/point.ts';

/** What the monitor gives to `jauge calibrate`: a day of production, by route and by minute. No path, no value of a request. */
export interface HistoryDocument {
  readonly schemaVersion: 1;
  readonly of: 'jauge monitor';
  readonly application: string;
  /** ISO instant. */
  readonly at: string;
  readonly day: MinuteRecord | null;
  /** By minute, then by hour. */
  readonly minutes: readonly Point[];
  readonly hours: readonly Point[];
}

export async function historyDocument(history: History, application: string, now: number): Promise<HistoryDocument> {
  const [day, month] = await Promise.all([history.read('day', now), history.read('month', now)]);
  return {
    schemaVersion: 1,
    of: 'jauge monitor',
    application,
    at: new Date(now * 1000).toISOString(),
    day: day.record ?? null,
    minutes: day.points,
    hours: month.points,
  };
}
