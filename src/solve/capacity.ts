import type { Capacity } from '../model/capacity.ts';
import type { Objective } from '../model/objective.ts';
import type { Solution } from '../model/solution.ts';
import { classLaw, errorsOf, exceeds } from './class-law.ts';
import type { CompiledModel, CompiledStation } from './compile.ts';
import { boundOf, hardBound, type Limits, limitsOf } from './limits.ts';
import { describe, requirePercentile } from './open.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { openState } from './open-state.ts';
import { meanWaitOf, type OpenState } from './waits.ts';

/** The largest load that meets an objective, and what stops it there. */
export interface CapacityFound {
  /** Requests per second of the mix. */
  readonly throughput: number;
  /** Requests per second at which the first station, pool or rate limit is full. */
  readonly saturation: number;
  /** The class that leaves the objective first; absent when a station is full, or the mix is judged, before any class. */
  readonly limitingClass?: string;
  readonly station: string;
  readonly reason: Capacity['bottleneck']['reason'];
  readonly solution: Solution;
  /** Classes over the objective on an idle system, judged against twice their idle percentile. */
  readonly overWhenIdle: readonly string[];
}

/**
 * Rate at which the first station, rate limit or pool is full, requests per second; Infinity when nothing ever is. A pool is full when its
 * tokens cannot turn round any faster, whatever is inside (flow-equivalent throughput).
 */
export function saturationOf(compiled: CompiledModel): number {
  return saturation(openModel(compiled));
}

function saturation(model: OpenModel): number {
  const bound = hardBound(model);
  if (!model.compiled.stations.some((station) => station.type === 'pool')) return bound;
  if (!Number.isFinite(bound)) return bound;
  if (openState(model, bound * (1 - 1e-9)).stable) return bound;
  return largest(0, bound, 1e-4, (rate) => openState(model, rate).stable);
}

/** Largest rate in ]low, high[ for which a decreasing predicate holds, to a relative precision. */
function largest(low: number, high: number, precision: number, holds: (rate: number) => boolean): number {
  let [good, bad] = [low, high];
  for (let i = 0; i < 60 && bad - good > precision * bad; i++) {
    const middle = (good + bad) / 2;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

export interface CapacityOptions {
  /** Relative precision of the rate; 0.001 unless told. */
  readonly precision?: number;
}

/**
 * The largest open arrival rate that meets the objective, analytically: no class (or, with `judges: 'the mix'`, not the mix) over its limit at
 * the percentile, and errors within the objective. `throughput` is 0 when no rate does.
 */
export function capacityOf(compiled: CompiledModel, objective: Objective, options?: CapacityOptions): CapacityFound {
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const search = searchCapacity(model, objective, limits, options?.precision ?? 1e-3);
  const state = openState(model, Math.max(search.rate, 1e-9));
  const { station, reason } = bottleneckOf(model, state, search);
  const limiting = search.limitingClass < 0 ? undefined : compiled.classes[search.limitingClass]?.id;
  return {
    throughput: search.rate,
    saturation: search.saturation,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    station,
    reason,
    solution: describe(model, state, objective.percentile),
    overWhenIdle: limits.overWhenIdle,
  };
}

/** Where the search ended. */
export interface CapacitySearch {
  readonly rate: number;
  readonly saturation: number;
  /** −1 when no single class decides. */
  readonly limitingClass: number;
}

/** Bisection; each class remembered as the worst so far is tried first, so that most probes look at one class only. */
export function searchCapacity(
  model: OpenModel,
  objective: Objective,
  limits: Limits,
  precision: number,
): CapacitySearch {
  const full = saturation(model);
  const high = Number.isFinite(full) ? full : ENDLESS_RATE;
  let worst = -1;
  const holds = (rate: number) => {
    const state = openState(model, rate);
    if (!state.stable) return false;
    if (objective.judges === 'the mix') return mixHolds(model, state, objective, limits);
    if (worst >= 0 && !classHolds(model, state, worst, objective, limits)) return false;
    const failing = firstFailing(model, state, objective, limits);
    if (failing >= 0) worst = failing;
    return failing < 0;
  };
  const rate = largest(0, high, precision, holds);
  return { rate, saturation: full, limitingClass: rate >= high * (1 - 2 * precision) ? -1 : worst };
}

const ENDLESS_RATE = 1e9;

function firstFailing(model: OpenModel, state: OpenState, objective: Objective, limits: Limits): number {
  let worst = -1;
  let most = 1;
  for (let c = 0; c < model.compiled.classes.length; c++) {
    if (errorsOf(model, state, c) > objective.errors) return c;
    const over = tailShare(model, state, c, limits) / (1 - objective.percentile);
    if (over > most) {
      most = over;
      worst = c;
    }
  }
  return worst;
}

function classHolds(model: OpenModel, state: OpenState, c: number, objective: Objective, limits: Limits): boolean {
  return (
    errorsOf(model, state, c) <= objective.errors && tailShare(model, state, c, limits) <= 1 - objective.percentile
  );
}

function tailShare(model: OpenModel, state: OpenState, c: number, limits: Limits): number {
  return exceeds(limits.byClass[c] as number, classLaw(model, state, c));
}

function mixHolds(model: OpenModel, state: OpenState, objective: Objective, limits: Limits): boolean {
  let errors = 0;
  let over = 0;
  model.compiled.classes.forEach(({ share }, c) => {
    errors += share * errorsOf(model, state, c);
    over += share * exceeds(limits.ofMix, classLaw(model, state, c));
  });
  return errors <= objective.errors && over <= 1 - objective.percentile;
}

const NEARLY_FULL = 0.93;

/** The station that keeps the limiting class waiting most at capacity, or the one that is full. */
export function bottleneckOf(
  model: OpenModel,
  state: OpenState,
  search: CapacitySearch,
): { readonly station: string; readonly reason: CapacityFound['reason'] } {
  const { stations, loads } = model.compiled;
  const nearlyFull = search.rate >= NEARLY_FULL * search.saturation;
  let best = 0;
  let most = -1;
  stations.forEach((station, s) => {
    const visits = search.limitingClass < 0 ? model.visits : loads.pathVisits;
    const row = Math.max(0, search.limitingClass) * loads.stationCount * (search.limitingClass < 0 ? 0 : 1);
    const share = search.rate / boundOf(model, station, s);
    const waiting = (visits[row + s] as number) * meanWaitOf(model, state, s);
    const stretched =
      (state.stretch[s] as number) * ((search.limitingClass < 0 ? model.demand : loads.demand)[row + s] as number);
    const weight = nearlyFull ? Math.max(share, poolShare(model, state, s)) : waiting + stretched;
    if (weight > most) {
      most = weight;
      best = s;
    }
  });
  const station = stations[best] as CompiledStation;
  return { station: station.id, reason: reasonOf(model, station, best, search, nearlyFull) };
}

/** A pool counts as its busy tokens, unless what is inside is as full: then the inside is the cause. */
function poolShare(model: OpenModel, state: OpenState, s: number): number {
  const stations = model.compiled.stations;
  if (stations[s]?.type !== 'pool') return 0;
  const { insideDemand, stationCount } = model.compiled.loads;
  let inside = 0;
  for (let i = 0; i < stationCount; i++) {
    if ((insideDemand[s * stationCount + i] as number) > 0) inside = Math.max(inside, state.utilization[i] as number);
  }
  return inside > NEARLY_FULL * 0.97 ? 0 : (state.utilization[s] as number);
}

function reasonOf(
  model: OpenModel,
  station: CompiledStation,
  s: number,
  search: CapacitySearch,
  nearlyFull: boolean,
): CapacityFound['reason'] {
  if (station.type === 'pool') return 'pool';
  const limit = (station.rateLimit * station.copies) / (model.visits[s] as number);
  if (limit <= search.saturation * 1.01 && nearlyFull) return 'rate-limit';
  return nearlyFull ? 'utilization' : 'percentile';
}
