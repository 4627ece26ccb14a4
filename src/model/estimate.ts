import type { Capacity, Ceiling } from './capacity.ts';
import type { Cost } from './cost.ts';
import type { Inventory } from './inventory.ts';
import type { MeasurementUse } from './measurement-use.ts';
import type { Message } from './message.ts';
import type { Objective } from './objective.ts';
import type { Interval, Range } from './range.ts';
import type { Purpose } from './scenario.ts';
import type { TransientSolution } from './solution.ts';
import type { Location } from './source.ts';
import type { Remedy, Tier } from './tier.ts';

/** The whole result, without language: every report is a rendering of it, and computes nothing of its own. */
export interface Estimate {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'jauge'; readonly version: string; readonly factsDate: string };
  readonly inventory: Inventory;
  readonly objective: Objective;
  /** What was measured and what it changed, when something was. */
  readonly measurement?: MeasurementUse;
  /** What each route is for. */
  readonly purposes: Readonly<Record<string, Purpose>>;
  /** Routes given the queries of an ordinary one, where there are: something that they call was not followed, and nothing else was seen. */
  readonly unread?: readonly string[];
  /** Normal, then peak. */
  readonly capacities: readonly Capacity[];
  readonly accounts: AccountsEstimate;
  /** Every limit found, the smallest first; the first is the ceiling. */
  readonly ceilings: readonly Ceiling[];
  readonly tiers: readonly Tier[];
  /** Remedies found that no tier needed, still worth knowing. */
  readonly otherRemedies: readonly Remedy[];
  readonly events: readonly EventOutcome[];
  readonly monitoring: MonitoringPlan;
  readonly target?: TargetAnswer;
  /** The inputs that move the answer most, the heaviest first. */
  readonly assumptions: readonly Assumption[];
  /** The sentences of the decision. */
  readonly summary: readonly Message[];
}

export interface AccountsEstimate {
  /** Accounts at which the architecture must change. */
  readonly total: Interval;
  /** What sets it. */
  readonly because: Message;
  /** Accounts assumed today, at which the capacities were computed. */
  readonly today: Range;
  /** Capacity of the normal scenario at several sizes of the data. */
  readonly growth: readonly { readonly accounts: number; readonly throughput: number; readonly dailyUsers: number }[];
}

/** A peak as an event: so many people in so little time, simulated. */
export interface EventOutcome {
  readonly name: 'entrance' | 'newsletter' | 'renewal';
  readonly people: number;
  /** Seconds. */
  readonly duration: number;
  /** The route most of them reach. */
  readonly route: string;
  readonly at: Location;
  readonly outcome: TransientSolution;
  /** People in the same time that stay within the objective. */
  readonly bearable: number;
}

export interface MonitoringPlan {
  readonly thresholds: readonly Threshold[];
  readonly insertions: readonly Insertion[];
}

/** A signal to watch, and the values at which to look and to act, computed from the estimate. */
export interface Threshold {
  readonly signal:
    | 'requests-per-minute'
    | 'requests-per-hour'
    | 'response-time-p95'
    | 'error-rate'
    | 'event-loop-utilization'
    | 'memory'
    | 'pool-waiting'
    | 'database-connections'
    | 'logins-per-minute'
    | 'emails-per-day'
    | 'accounts';
  readonly unit: 'requests' | 's' | 'ratio' | 'bytes' | 'connections' | 'logins' | 'emails' | 'accounts';
  readonly watch: number;
  readonly act: number;
  readonly because: Message;
}

/** Code to place in this project. */
export interface Insertion {
  readonly title: Message;
  readonly file: string;
  /** Insert after this line; replace `from`–`to` when `replaces` is set. */
  readonly after: number;
  readonly replaces?: { readonly from: number; readonly to: number };
  readonly code: string;
  readonly why: Message;
}

export interface TargetAnswer {
  readonly dailyUsers?: number;
  readonly accounts?: number;
  readonly holds: boolean;
  /** Ceilings below the target, the smallest first. */
  readonly givesWay: readonly Ceiling[];
  /** The cheapest set of changes found under which it holds; empty when it holds already or none was found. */
  readonly remedies: readonly Remedy[];
  readonly holdsAfter: boolean;
  readonly monthlyCost: Cost;
  /** Capacity in daily users after the changes. */
  readonly after: Interval;
}

export interface Assumption {
  readonly parameter: string;
  readonly range: Range;
  readonly unit: string;
  /** Capacity at one end over capacity at the other, above 1. */
  readonly swing: number;
  readonly message: Message;
  /** The one action that would settle it. */
  readonly action: Message;
}
