import type { Capacity } from '../model/capacity.ts';
import type { Objective } from '../model/objective.ts';
import type { Solution } from '../model/solution.ts';
import { type CapacitySearch, holdsAt, searchCapacity } from './capacity-search.ts';
import type { CompiledModel, CompiledStation } from './compile.ts';
import { boundOf, limitsOf } from './limits.ts';
import { describe, requirePercentile } from './open.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { openState } from './open-state.ts';
import { meanWaitOf, type OpenState } from './waits.ts';

/** The largest load that meets an objective, and what stops it there. */
export interface CapacityFound extends CapacityPoint {
  readonly solution: Solution;
}

/** The same without the description of every station and class: what a search among many models needs. */
export interface CapacityPoint {
  /** Requests per second of the mix. */
  readonly throughput: number;
  /** Requests per second at which the first station, pool or rate limit is full. */
  readonly saturation: number;
  /** The class that leaves the objective first; absent when a station is full, or the mix is judged, before any class. */
  readonly limitingClass?: string;
  readonly station: string;
  readonly reason: Capacity['bottleneck']['reason'];
  /** Busy share of that station. */
  readonly utilization: number;
  /** Classes over the objective on an idle system, judged against twice their idle percentile. */
  readonly overWhenIdle: readonly string[];
}

export interface CapacityOptions {
  /** Relative precision of the rate; 0.001 unless told. */
  readonly precision?: number;
  /** Share of the saturation where the answer is expected: a hint that saves time, no more. */
  readonly expected?: number;
}

/**
 * The largest open arrival rate that meets the objective, analytically: no class (or, with `judges: 'the mix'`, not the mix) over its limit at
 * the percentile, and errors within the objective. `throughput` is 0 when no rate does.
 */
export function capacityOf(compiled: CompiledModel, objective: Objective, options?: CapacityOptions): CapacityFound {
  const { point, model, state } = search(compiled, objective, options);
  return { ...point, solution: describe(model, state, objective.percentile) };
}

/** `capacityOf` for those who look at many models: the same search, ten times less to write down. */
export function capacityPoint(compiled: CompiledModel, objective: Objective, options?: CapacityOptions): CapacityPoint {
  return search(compiled, objective, options).point;
}

/**
 * Whether a model meets the objective at a rate, requests per second. `likely` is the class that may well fail: looked at first, it spares the
 * others. Says no wherever `capacityPoint` would find less.
 */
export function meets(compiled: CompiledModel, objective: Objective, rate: number, likely?: string): boolean {
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const c = likely === undefined ? -1 : compiled.classes.findIndex(({ id }) => id === likely);
  return holdsAt(model, objective, limitsOf(model, objective), Math.max(rate, 1e-9), c);
}

function search(
  compiled: CompiledModel,
  objective: Objective,
  options: CapacityOptions | undefined,
): { readonly point: CapacityPoint; readonly model: OpenModel; readonly state: OpenState } {
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const ended = searchCapacity(model, objective, limits, { precision: 1e-3, ...options });
  const state = openState(model, Math.max(ended.rate, 1e-9));
  const { station, reason } = bottleneckOf(model, state, ended);
  const limiting = ended.limitingClass < 0 ? undefined : compiled.classes[ended.limitingClass]?.id;
  const point: CapacityPoint = {
    throughput: ended.rate,
    saturation: ended.saturation,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    station,
    reason,
    utilization: state.utilization[compiled.stations.findIndex(({ id }) => id === station)] ?? 1,
    overWhenIdle: limits.overWhenIdle,
  };
  return { point, model, state };
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
    // Of stations that fill the same processors, the one with the most work.
    const tie = station.group < 0 ? 0 : 1e-9 * search.rate * (model.demand[s] as number);
    const weight = nearlyFull ? Math.max(share, poolShare(model, state, s)) + tie : waiting + stretched;
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
