import type { Solution } from '../model/solution.ts';
import { classLaw, exceeds, percentileOf } from './class-law.ts';
import type { CompiledModel } from './compile.ts';
import { crossing } from './crossing.ts';
import { requireUsers } from './faults.ts';
import { hardBound } from './limits.ts';
import { describe, requirePercentile } from './open.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { openState } from './open-state.ts';
import { type Mixture, meanOf, quantileOfTail } from './percentile.ts';
import type { OpenState } from './waits.ts';

/** What a request of one of N users meets: the others, as open arrivals would be at `state.rate`. */
export interface UsersState {
  readonly model: OpenModel;
  readonly state: OpenState;
  readonly users: number;
  /** Requests per second of all of them, and mean seconds of one request. */
  readonly throughput: number;
  readonly responseTime: number;
  /** Variance over what it is for open arrivals, since there is an end to those who may be ahead: of the waits, and of the number of long jobs. */
  readonly spread: number;
  readonly spreadOfLong: number;
}

/**
 * Closed users, each with one request at a time and `thinkTime` seconds (mean) between an answer and the next request, analytically. Arrival theorem
 * as Bard and Schweitzer use it: a request meets the N − 1 others, which are as open arrivals at X·(N − 1)/N. For single exponential servers it is
 * their approximate mean value analysis. Throws an InvalidModelError when users are no whole number above 0, or the think time is negative or no number.
 */
export function solveUsers(compiled: CompiledModel, users: number, thinkTime: number, percentile: number): Solution {
  requireUsers(users, thinkTime);
  requirePercentile(percentile);
  const model = openModel(compiled);
  return describeUsers(usersAt(model, rateOf(model, users, thinkTime), thinkTime, users), percentile);
}

/** The open rate that is to one request as the N − 1 other users are. */
export function rateOf(model: OpenModel, users: number, thinkTime: number): number {
  const full = hardBound(model);
  const least = IDLE * (full > 0 ? Math.min(1, full) : IDLE * IDLE);
  const idle = meanAt(model, openState(model, least));
  const high = Math.min(full, (users - 1) / (thinkTime + idle));
  if (!(high > 0)) return least;
  const excess = (rate: number) => {
    const state = openState(model, rate);
    if (!state.stable) return MOST;
    return Math.min(MOST, Math.log((1 + rate * (meanAt(model, state) + thinkTime)) / users));
  };
  const bracket = { low: 0, atLow: -Math.log(users), high, atHigh: Math.max(excess(high), 1e-12), precision: 1e-9 };
  return Math.max(least, crossing(excess, bracket).low);
}

const IDLE = 1e-9;
const MOST = 20;

/** What users meet, given the open rate that the others are as; their number is 1 + λ(R + Z), not always whole, unless told. */
export function usersAt(model: OpenModel, rate: number, thinkTime: number, told?: number): UsersState {
  const state = openState(model, rate);
  const mean = meanAt(model, state);
  const users = told ?? 1 + rate * (mean + thinkTime);
  const throughput = Math.min(users / (mean + thinkTime), hardBound(model));
  const responseTime = Math.max(0, users / throughput - thinkTime);
  return { model, state, users, throughput, responseTime, ...spreadsOf(model, state, users - 1, mean) };
}

/**
 * Of the others, q wait or are served at the fullest station, and the rest are elsewhere. For open arrivals q varies by q(1 + q), geometric; elsewhere
 * they vary as a Poisson number. Their sum being fixed, the two bell curves multiply: inverse variances add up. Of the variance of a wait, one part in
 * 2 + q is that of the services ahead, which remains. Behind long jobs the crowd follows their number k: q(1 + k) in place of q(1 + q).
 */
function spreadsOf(model: OpenModel, state: OpenState, others: number, mean: number) {
  const { classes, loads } = model.compiled;
  const idle = classes.reduce((sum, { share }, c) => sum + share * (loads.idleMean[c] as number), 0);
  const busy = Math.max(...state.utilization);
  const behind = state.rate * (mean - idle) + busy;
  const elsewhere = Math.max(0, others - behind);
  const left = (q: number, k: number) => (q > 0 ? elsewhere / (elsewhere + q * (1 + k)) : 1);
  const remains = (q: number, k: number) => (1 + (1 + k) * left(q, k)) / (2 + k);
  const waiting = state.waits.reduce((sum, wait, s) => {
    const stretched = (state.stretch[s] as number) * (model.demand[s] as number);
    return sum + (model.visits[s] as number) * wait.mean + stretched;
  }, busy / state.rate);
  const q = Math.min(behind, state.rate * waiting);
  const long = state.blocking?.probabilities.reduce((sum, p, k) => sum + p * k, 0) ?? 0;
  return { spread: remains(q, q), spreadOfLong: left(behind, long) };
}

function meanAt(model: OpenModel, state: OpenState): number {
  return model.compiled.classes.reduce((sum, { share }, c) => sum + share * meanOf(classLaw(model, state, c)), 0);
}

/** Response time of a class for closed users: that of open arrivals, its waits less spread around their mean. */
export function lawOfUsers({ model, state, spread, spreadOfLong }: UsersState, c: number): Mixture {
  const open = classLaw(model, state, c);
  const { idleVariance, idleThird } = model.compiled.loads;
  const mean = meanOf(open);
  const [variance, third] = [idleVariance[c] as number, idleThird[c] as number];
  const cumulants = open.cumulants.map((value, i) => {
    if (i % 3 === 0) return mean + Math.sqrt(spreadOfLong) * (value - mean);
    return i % 3 === 1 ? variance + spread * (value - variance) : third + spread * spread * (value - third);
  });
  return { weights: open.weights, cumulants };
}

/** The solution at what users meet. */
export function describeUsers(at: UsersState, percentile: number): Solution {
  const { model, state, throughput, responseTime } = at;
  const open = describe(model, state, percentile);
  const mean = meanAt(model, state);
  const [more, longer] = [throughput / state.rate, mean > 0 ? responseTime / mean : 1];
  const { classes } = model.compiled;
  const laws = classes.map((_, c) => lawOfUsers(at, c));
  return {
    ...open,
    throughput: times(open.throughput, more),
    responseTime,
    percentileTime: quantileOfTail(percentile, responseTime, (time) =>
      classes.reduce((sum, { share }, c) => sum + share * exceeds(time / longer, laws[c] as Mixture), 0),
    ),
    stations: open.stations.map((station) => ({
      ...station,
      utilization: Math.min(1, times(station.utilization, more)),
      waiting: times(station.waiting, more),
    })),
    classes: open.classes.map((found, c) => ({
      ...found,
      throughput: times(found.throughput, more),
      responseTime: times(found.responseTime, longer),
      percentileTime: times(percentileOf(percentile, laws[c] as Mixture), longer),
    })),
  };
}

/** Nothing remains nothing, however often. */
function times(value: number, factor: number): number {
  return value === 0 ? 0 : value * factor;
}
