import type { Objective } from '../model/objective.ts';
import { exceeds, percentileOf } from './class-law.ts';
import type { CompiledStation } from './compile.ts';
import { describe } from './open.ts';
import type { OpenModel } from './open-model.ts';
import { openState } from './open-state.ts';
import { type Mixture, tailBound } from './percentile.ts';

/** Seconds each class may take at the percentile: the objective, or twice the idle percentile where that is longer. */
export interface Limits {
  readonly byClass: Float64Array;
  /** Of all requests together; the objective itself unless it judges the mix. */
  readonly ofMix: number;
  readonly overWhenIdle: readonly string[];
}

/**
 * Response time limits of an objective on a model: the objective, or twice the idle percentile of the class when that is longer. A class over
 * the objective when idle is named; one close to it gets the same room, so that a class a little slower never makes the capacity jump.
 */
export function limitsOf(model: OpenModel, objective: Objective): Limits {
  const { classes } = model.compiled;
  const overWhenIdle: string[] = [];
  const byClass = Float64Array.from(classes, (requestClass, c) => {
    const law = idleLaw(model, c);
    const allowed = 1 - objective.percentile;
    const half = objective.responseTime / 2;
    if (tailBound(half, law) <= allowed || exceeds(half, law) <= allowed) return objective.responseTime;
    const twice = 2 * percentileOf(objective.percentile, law);
    if (twice > 2 * objective.responseTime) overWhenIdle.push(requestClass.id);
    return Math.max(objective.responseTime, twice);
  });
  const ofMix = objective.judges === 'the mix' ? limitOfMix(model, objective) : objective.responseTime;
  return { byClass, ofMix, overWhenIdle };
}

function limitOfMix(model: OpenModel, objective: Objective): number {
  const over = model.compiled.classes.reduce(
    (sum, { share }, c) => sum + share * exceeds(objective.responseTime / 2, idleLaw(model, c)),
    0,
  );
  const roomy = over <= 1 - objective.percentile;
  if (roomy) return objective.responseTime;
  const idle = openState(model, 1e-9 * Math.min(1, hardBound(model)));
  return 2 * describe(model, idle, objective.percentile).percentileTime;
}

const ALWAYS = Float64Array.of(1);

/** Response time of a class when nobody waits for anybody. */
function idleLaw({ compiled: { loads } }: OpenModel, c: number): Mixture {
  const { idleMean, idleVariance, idleThird } = loads;
  const cumulants = Float64Array.of(idleMean[c] as number, idleVariance[c] as number, idleThird[c] as number);
  return { weights: ALWAYS, cumulants };
}

/** Rate at which the first station or rate limit is full, pools left aside: min over stations of servers ÷ demand. */
export function hardBound(model: OpenModel): number {
  let bound = Number.POSITIVE_INFINITY;
  model.compiled.stations.forEach((station, s) => {
    bound = Math.min(bound, boundOf(model, station, s));
  });
  return bound;
}

export function boundOf(model: OpenModel, station: CompiledStation, s: number): number {
  const visits = model.visits[s] as number;
  if (visits === 0) return Number.POSITIVE_INFINITY;
  const limit = (station.rateLimit * station.copies) / visits;
  const demand = model.demand[s] as number;
  if (station.type === 'delay' || demand === 0) return limit;
  return Math.min(limit, (station.servers * station.copies) / demand, boundOfGroup(model, station));
}

/** Rate at which the processors that a station shares are full. */
function boundOfGroup(model: OpenModel, { group }: CompiledStation): number {
  const shared = model.compiled.groups[group];
  if (shared === undefined) return Number.POSITIVE_INFINITY;
  const demand = shared.stations.reduce((sum, s) => sum + (model.demand[s] as number), 0);
  return (shared.cpus * shared.copies) / demand;
}
