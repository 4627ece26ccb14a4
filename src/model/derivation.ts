import type { Change } from './change.ts';
import type { Price } from './cost.ts';
import type { DatabasePlan, MachineOffer } from './knowledge.ts';
import type { Objective } from './objective.ts';
import type { QueueingModel } from './queueing-model.ts';
import type { Range } from './range.ts';
import type { Purpose, Scenario } from './scenario.ts';
import type { UsageSettings } from './settings.ts';

/** What `derive` hands to `plan`: the model, the mixes, and what can be bought. */
export interface Derivation {
  readonly model: QueueingModel;
  readonly scenarios: readonly Scenario[];
  /** Routes of which nothing that they ask of others could be read, nor was measured: they are given the statements of an ordinary one. */
  readonly unread: readonly string[];
  readonly purposes: Readonly<Record<string, Purpose>>;
  readonly objective: Objective;
  readonly usage: { readonly [K in keyof UsageSettings]: Range };
  readonly accountsToday: Range;
  /** Ratios of a peak day: an event on top of the usual day. */
  readonly peakUsage: { readonly peakHourShare: Range; readonly burst: Range };
  readonly offers: Offers;
  readonly allowances: readonly Allowance[];
  /** Bytes stored per account, and bytes the database plan holds. */
  readonly storage?: { readonly perAccount: Range; readonly limit: Range };
  /** Bytes one process uses at rest and per request in flight. */
  readonly memory: { readonly base: Range; readonly perRequest: Range; readonly limit: Range };
  /** What a newer major of Node changes, the oldest first. */
  readonly upgrades: readonly RuntimeUpgrade[];
}

/** A newer major of the runtime, and the costs that it lowers (measured; see the cost book). */
export interface RuntimeUpgrade {
  readonly major: number;
  readonly changes: readonly Change[];
}

/** What can be bought where the project is hosted. */
export interface Offers {
  readonly platform: string;
  readonly machines: readonly MachineOffer[];
  /** Instances the platform allows at most. */
  readonly maximumInstances: Range;
  readonly horizontal: boolean;
  readonly databasePlans: readonly DatabasePlan[];
  readonly currentDatabasePlan?: string;
  /** USD a month of one instance as it stands. */
  readonly instanceCost: Price;
  readonly databaseCost: Price;
}

/** A plan's allowance and how much of it each request class consumes. */
export interface Allowance {
  readonly service: string;
  readonly unit: string;
  readonly period: 'day' | 'month';
  readonly amount: Range;
  readonly plan: string;
  /** Units that one request of each class consumes. */
  readonly perRequest: Readonly<Record<string, number>>;
  /** USD a month of the next plan, when known. */
  readonly nextPlan?: { readonly id: string; readonly monthlyCost: number | null };
}
