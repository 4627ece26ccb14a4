import type { MinuteRecord } from '../../model/minute.ts';
import type { DayLevel } from '../headroom/trend.ts';
import type { Consumed } from '../history/history.ts';
import type { Point } from '../history/point.ts';
import type { Limits } from '../limits/limits.ts';

/** All that the rules look at. */
export interface Sight {
  /** Seconds since 1970. */
  readonly now: number;
  /** The last minute of every instance. */
  readonly record: MinuteRecord;
  /** Minutes of the last six hours. */
  readonly points: readonly Point[];
  /** The fullest moment of each day. */
  readonly days: readonly DayLevel[];
  readonly consumed: { readonly day: Consumed; readonly month: Consumed };
  readonly limits: Limits;
}
