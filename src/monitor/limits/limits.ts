import type { Interval } from '../../model/range.ts';
import type { Location } from '../../model/source.ts';

/** What the monitor keeps of an estimate: a few kilobytes of the megabyte that the report is. */
export interface Limits {
  readonly application: string;
  readonly objective: { readonly percentile: number; readonly responseTime: number; readonly errors: number };
  /** Normal, then peak; empty without an estimate. */
  readonly scenarios: readonly ScenarioLimits[];
  /** By route: seconds of the event loop and of the database that one request takes. */
  readonly demands: Readonly<Record<string, { readonly loop: number; readonly database: number }>>;
  /** By signal of the estimate (`event-loop-utilization`, `response-time-p95`…). */
  readonly thresholds: Readonly<Record<string, Threshold>>;
  readonly tiers: readonly TierLimits[];
  /** By station: what relieves it. */
  readonly remedies: Readonly<Record<string, RemedyPlace>>;
  /** Connections that the pool of the application opens, and that its database accepts. */
  readonly allowances: readonly Allowance[];
}

export interface Threshold {
  readonly watch: number;
  readonly act: number;
}

export interface RemedyPlace {
  readonly id: string;
  readonly at?: Location;
}

export interface ScenarioLimits {
  readonly name: 'normal' | 'peak';
  /** Requests per second of the whole service, and of one instance. */
  readonly throughput: Interval;
  readonly perInstance: Interval;
  readonly dailyUsers: Interval;
  readonly bottleneck: string;
  /** Busy share of each station when the objective is about to be missed. */
  readonly utilization: Readonly<Record<string, number>>;
  /** Share of the requests by route. */
  readonly shares: Readonly<Record<string, number>>;
  /** Routes that fill the bottleneck, the largest first. */
  readonly routes: readonly { readonly route: string; readonly share: number }[];
}

export interface TierLimits {
  readonly number: number;
  readonly kind: string;
  /** Requests per second, as a mean over the busiest hour. */
  readonly throughput: Interval;
  readonly dailyUsers: Interval;
  readonly station: string;
  /** What opens the next tier. */
  readonly next?: RemedyPlace;
}

/** What a service grants in a month or a day. */
export interface Allowance {
  readonly service: string;
  readonly unit: string;
  readonly amount: number;
  readonly period: 'day' | 'month';
}

/** Without an estimate: no capacity, and the thresholds that suit most applications. */
export const DEFAULT_LIMITS: Limits = {
  application: '',
  objective: { percentile: 0.95, responseTime: 1, errors: 0.01 },
  scenarios: [],
  demands: {},
  thresholds: {
    'event-loop-utilization': { watch: 0.5, act: 0.75 },
    'response-time-p95': { watch: 0.5, act: 1 },
    'error-rate': { watch: 0.005, act: 0.01 },
  },
  tiers: [],
  remedies: {},
  allowances: [],
};
