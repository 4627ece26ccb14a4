import type { RequestSet } from '../load/index.ts';

/** What is written for another engine: the requests, the rates to hold, and the limits that say whether it held. */
export interface ExportedScenario {
  /** Name of the application. */
  readonly name: string;
  /** Address unless the environment says otherwise. */
  readonly url: string;
  readonly set: RequestSet;
  /** Requests per second that the estimate predicts; the steps are shares of it. */
  readonly capacity: number;
  /** Seconds of each step. */
  readonly stepSeconds: number;
  /** 0.95 for p95. */
  readonly percentile: number;
  /** Share of requests that may fail. */
  readonly errors: number;
  /** Seconds allowed for the mix, then for each route. */
  readonly responseTime: number;
  readonly ofClass: (id: string) => number;
}

/** Shares of the predicted capacity held one after the other: half, close, at it. A continuous ramp would overshoot. */
export const STEPS = [
  { name: 'half', share: 0.5 },
  { name: 'close', share: 0.8 },
  { name: 'full', share: 1 },
] as const;

/** Two decimals: engines take fractions of a request per second badly. */
export function rateOf(capacity: number, share: number): number {
  return Math.max(0.1, Math.round(capacity * share * 100) / 100);
}

export const milliseconds = (seconds: number): number => Math.round(seconds * 1000);
