import type { Capacity } from '../model/capacity.ts';
import type { AppliedRemedy } from '../model/tier.ts';
import type { Step } from './climb.ts';
import { consolidated } from './consolidate.ts';
import { around } from './interval.ts';

/** What the values of a climb, which are theory's, are told with. */
export interface Scale {
  /** The capacity as it stands, whose relative interval is carried along. */
  readonly spread: Capacity;
  /** Brings theory's values to the one that simulation decided. */
  readonly anchor: number;
}

/** The steps of a climb as the report tells them: with ranges, and what is bought several times once. */
export function applied(steps: readonly Step[], { spread, anchor }: Scale): readonly AppliedRemedy[] {
  return consolidated(
    steps.map(({ relieves, remedy, gain, dailyUsers, activeUsers, throughput }) => ({
      relieves,
      remedy,
      gain,
      dailyUsers: around(dailyUsers * anchor, spread.dailyUsers),
      activeUsers: around(activeUsers * anchor, spread.activeUsers),
      throughput: around(throughput * anchor, spread.throughput),
    })),
  );
}
