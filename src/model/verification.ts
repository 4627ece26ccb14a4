import type { Message } from './message.ts';
import type { Objective } from './objective.ts';
import type { Interval } from './range.ts';
import type { StationId } from './station.ts';

/** Predicted beside measured: what `jauge verify` found. Seconds, requests per second, shares of one. */
export interface Verification {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'jauge'; readonly version: string };
  readonly objective: Objective;
  /** Share of each route in the requests that were sent. */
  readonly mix: Readonly<Record<string, number>>;
  readonly outcome: VerificationOutcome;
  readonly predicted: PredictedLoad;
  readonly measured: MeasuredLoad;
  /** Whether the measured capacity lies inside the predicted interval; absent without a measured capacity. */
  readonly inside?: boolean;
  /** What limits what was found: routes left out, accounts that could not be read. */
  readonly notes: readonly Message[];
}

/**
 * `complete`: a capacity was found. `bounded`: the rate, the time or the requests allowed ended the search before. `void`: the generator was
 * starved. The others: what stopped it, with what was measured before.
 */
export type VerificationOutcome = 'complete' | 'bounded' | 'void' | 'interrupted' | 'gone' | 'rate-limited' | 'failing';

export interface PredictedLoad {
  readonly capacity: Interval;
  readonly bottleneck: StationId;
  readonly utilization: Readonly<Record<StationId, number>>;
  /** At the rate at which response times were measured. */
  readonly at?: RatePrediction;
}

export interface RatePrediction {
  readonly rate: number;
  readonly mix: ResponseTimes;
  readonly classes: Readonly<Record<string, ResponseTimes>>;
}

export interface ResponseTimes {
  readonly p50: number;
  readonly p95: number;
}

export interface MeasuredLoad {
  /** Largest rate within the objective. */
  readonly capacity?: number;
  readonly passing?: number;
  readonly failing?: number;
  readonly bottleneck?: StationId | 'elsewhere';
  /** In the passing window closest to the capacity; the processor shares are of what the estimate counted. */
  readonly utilization: Readonly<Record<StationId, number>>;
  /** Every window, in order. */
  readonly windows: readonly LoadWindow[];
  /** The window at half of the capacity, whose response times are compared. */
  readonly half?: LoadWindow;
}

/** One window of load at a rate. */
export interface LoadWindow extends ResponseTimes {
  readonly rate: number;
  readonly seconds: number;
  readonly requests: number;
  readonly passed: boolean;
  readonly void: boolean;
  readonly lateShare: number;
  readonly because?: 'errors' | 'late' | 'backlog';
  readonly class?: string;
  readonly errors: number;
  readonly classes: Readonly<Record<string, ClassWindow>>;
  /** Answers other than a success, the most frequent first. */
  readonly refusals: readonly { readonly class: string; readonly reason: string; readonly count: number }[];
  /** Busy seconds of one processor, by second: absent when they could not be read. */
  readonly busy?: { readonly application: number; readonly loop: number; readonly database?: number };
  readonly generator: { readonly lag: number; readonly cpu: number; readonly pressure?: number };
}

export interface ClassWindow extends ResponseTimes {
  readonly count: number;
  readonly failed: number;
}
