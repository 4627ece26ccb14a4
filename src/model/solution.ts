import type { StationId } from './station.ts';

/** How a solution was obtained: exact theory, an approximation, or simulation. */
export type SolutionMethod = 'bounds' | 'analytic' | 'simulation';

export interface StationSolution {
  readonly id: StationId;
  /** Busy share of the servers, or of the tokens of a pool: 0 to 1. Of a service that refuses calls beyond a rate, simulated: the share of it that they take. */
  readonly utilization: number;
  /** Mean number of requests waiting for it, all instances. */
  readonly waiting: number;
  /** Mean seconds one visit waits before service. */
  readonly waitingTime: number;
}

export interface ClassSolution {
  readonly id: string;
  /** Requests per second. */
  readonly throughput: number;
  /** Mean response time, seconds. */
  readonly responseTime: number;
  /** Response time at the objective's percentile, seconds. */
  readonly percentileTime: number;
  /** Of theory alone: what that percentile can be, whatever the law, given the mean and the variance that theory finds. Absent when unstable. */
  readonly percentileBracket?: { readonly low: number; readonly high: number };
  /** Share of requests that fail: timeouts of the pool, rate limits. */
  readonly errors: number;
}

/** A pool where theory is known to be rough (docs/method.md, section 5): let the simulation decide. */
export interface Doubt {
  readonly station: StationId;
  /** What is inside varies more than twice as much as exponential services; or more than three quarters of what its tokens can serve comes. */
  readonly reason: 'irregular-holds' | 'nearly-full';
}

/** Behaviour of a model under a workload. `stable` is false when some queue grows without end: times are then Infinity or meaningless. */
export interface Solution {
  readonly method: SolutionMethod;
  readonly stable: boolean;
  readonly throughput: number;
  readonly responseTime: number;
  readonly percentileTime: number;
  readonly errors: number;
  readonly stations: readonly StationSolution[];
  readonly classes: readonly ClassSolution[];
  /** Of theory alone: where not to rely on it. */
  readonly doubts?: readonly Doubt[];
}

/** One step of a transient: what the requests that arrived in it went through. */
export interface TransientStep {
  /** Seconds from the start. */
  readonly time: number;
  readonly arrivals: number;
  readonly completions: number;
  /** Requests in the system at the end of the step. */
  readonly inSystem: number;
  readonly worst: number;
  readonly p95: number;
  readonly errors: number;
}

/** What a burst of arrivals does. */
export interface TransientSolution {
  readonly steps: readonly TransientStep[];
  readonly worstQueue: number;
  /** Worst p95 over a step, seconds. */
  readonly worstP95: number;
  readonly worstResponseTime: number;
  readonly errors: number;
  /** Seconds from the end of the burst until the system is back to its usual number of requests. */
  readonly recovery: number;
}
