import type { Blocking } from './blocking.ts';
import type { OpenModel } from './open-model.ts';
import type { Cumulants } from './percentile.ts';

/** Waits at every station at one arrival rate. */
export interface OpenState {
  readonly rate: number;
  readonly stable: boolean;
  readonly utilization: Float64Array;
  /** Cumulants of the wait of one visit, by station; for `sharing`, `stretch` holds instead. */
  readonly waits: readonly Cumulants[];
  /** Extra time per second of service at `sharing` stations. */
  readonly stretch: Float64Array;
  /** Busy share of the processors that a station shares; 0 when it has its own. */
  readonly crowding: Float64Array;
  /** Seconds over which a queue forgets: the correlation time of the wait. */
  readonly memory: Float64Array;
  /** P(wait longer than the acquire timeout), by pool; refused share, by rate-limited station. */
  readonly refused: Float64Array;
  /** By pool: share of the rate at which its tokens cannot turn round faster; and (1 + c²)/2 of what is inside, 1 when exponential. */
  readonly poolLoad: Float64Array;
  readonly poolSpread: Float64Array;
  readonly blocking: Blocking | undefined;
  readonly blockingOfLong: Blocking | undefined;
}

/** A state being solved. */
export type Draft = { -readonly [K in keyof OpenState]: OpenState[K] } & { readonly waits: Cumulants[] };

/** The wait at a full station. */
export const ENDLESS: Cumulants = { mean: Number.POSITIVE_INFINITY, variance: Number.POSITIVE_INFINITY, third: 0 };

/** Mean wait of one visit, long jobs included. */
export function meanWaitOf(model: OpenModel, state: OpenState, s: number): number {
  const blocked = s === model.blockingStation ? (state.blocking?.meanWait ?? 0) : 0;
  return (state.waits[s] as Cumulants).mean + blocked;
}
