import type { Bottleneck } from './capacity.ts';
import type { Change } from './change.ts';
import type { Cost } from './cost.ts';
import type { Message } from './message.ts';
import type { Interval } from './range.ts';
import type { Location } from './source.ts';

export type Effort = 'minutes' | 'hours' | 'days' | 'weeks';

/** A change worth proposing, and what it is worth here. Named as an imperative: `hash-off-the-loop`, `raise-pool-size`. */
export interface Remedy {
  readonly id: string;
  readonly kind: 'code' | 'configuration' | 'plan' | 'infrastructure';
  readonly title: Message;
  readonly explanation: Message;
  /** Lines to change. */
  readonly at: readonly Location[];
  readonly effort: Effort;
  /** USD a month, added. */
  readonly monthlyCost: Cost;
  readonly changes: readonly Change[];
}

/** One remedy applied, and the capacity before and after. */
export interface AppliedRemedy {
  readonly relieves: Bottleneck;
  readonly remedy: Remedy;
  /** Capacity after over capacity before, in the scenario that binds. */
  readonly gain: Interval;
  readonly dailyUsers: Interval;
  readonly activeUsers: Interval;
  readonly throughput: Interval;
}

/** A stretch of growth: up to so many people, what is done to get there, what shows when it ends. */
export interface Tier {
  readonly number: number;
  readonly kind: 'as-is' | 'light' | 'infrastructure';
  /** What must be done for this tier to hold; empty for the first. */
  readonly steps: readonly AppliedRemedy[];
  readonly dailyUsers: Interval;
  readonly activeUsers: Interval;
  readonly accounts: Interval;
  readonly throughput: Interval;
  /** USD a month for the whole hosting at this tier; null bounds are not published. */
  readonly monthlyCost: Cost;
  /** What ends the tier. */
  readonly bottleneck: Bottleneck;
  /** What users see when it ends: timeouts, 500s, late webhooks… */
  readonly risks: readonly { readonly message: Message; readonly at?: Location }[];
}
