import type { Message } from './message.ts';
import type { Interval } from './range.ts';
import type { ScenarioName } from './scenario.ts';
import type { SolutionMethod } from './solution.ts';
import type { StationId } from './station.ts';

/** What gives way first, and because of what. */
export interface Bottleneck {
  readonly station: StationId;
  /** Busy share at capacity. A percentile can give way long before this reaches 1. */
  readonly utilization: number;
  /** What fills it: routes with their share of its busy time, the largest first. */
  readonly routes: readonly { readonly id: string; readonly share: number }[];
  /** What fills it: causes (tags of the demands) with their share, the largest first. */
  readonly causes: readonly { readonly tag: string; readonly share: number }[];
  /** `utilization`: the station is full. `percentile`: long uninterrupted work delays everyone before it is. `pool`, `rate`, `memory`… */
  readonly reason: 'utilization' | 'percentile' | 'pool' | 'rate-limit' | 'memory' | 'quota';
}

/** Largest load that meets the objective, for one mix. */
export interface Capacity {
  readonly scenario: ScenarioName;
  /** Requests per second within the objective. */
  readonly throughput: Interval;
  /** Requests per second when the busiest station is full, whatever the response time. */
  readonly saturation: Interval;
  /** Of one instance. Equal to `throughput` on a single instance. */
  readonly perInstance: Interval;
  readonly bottleneck: Bottleneck;
  /** Probability that each station is the first to give way, over the ranges of the inputs; the likeliest first. */
  readonly firstToGiveWay: readonly { readonly station: StationId; readonly probability: number }[];
  /** Busy share of each station at the typical capacity. */
  readonly utilization: Readonly<Record<StationId, number>>;
  /** Users issuing requests with a think time. */
  readonly activeUsers: Interval;
  /** Users with the application open. */
  readonly connectedUsers: Interval;
  readonly dailyUsers: Interval;
  readonly method: SolutionMethod;
  readonly classes: readonly ClassAtCapacity[];
}

export interface ClassAtCapacity {
  readonly id: string;
  readonly share: number;
  /** Mean and percentile on an idle system, then at capacity, seconds. */
  readonly idle: number;
  readonly idlePercentile: number;
  readonly percentile: number;
  /** Over the objective even when idle: judged against twice its idle percentile. */
  readonly overWhenIdle: boolean;
  /** CPU seconds on the event loop, per request. */
  readonly loopTime: number;
  readonly databaseTime: number;
  /** CPU seconds per request, threads and database included; nine times in ten the true value lies inside. */
  readonly busyTime: Interval;
  /** Capacity of this route alone, requests per second. */
  readonly alone: number;
}

/** A limit on people or accounts, whatever its nature, so that they can be compared. The smallest is the ceiling. */
export interface Ceiling {
  readonly kind: 'machine' | 'database' | 'connections' | 'quota' | 'rate-limit' | 'storage' | 'data-growth' | 'memory';
  /** What it is about: a station, a service, a table. */
  readonly subject: string;
  readonly dailyUsers?: Interval;
  readonly accounts?: Interval;
  readonly message: Message;
}
