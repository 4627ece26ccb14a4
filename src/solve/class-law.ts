import type { Blocking } from './blocking.ts';
import type { OpenModel, OpenState } from './open-state.ts';
import { type Cumulants, mixtureTail, quantileOf } from './percentile.ts';

/** Law of a class's response time: a mixture over the number of long jobs in progress. */
export interface ClassLaw {
  readonly weights: ArrayLike<number>;
  readonly laws: readonly Cumulants[];
}

const ALWAYS = Float64Array.of(1);

/** Response time of a class at a state: idle time plus independent waits, conditional on the long jobs met. */
export function classLaw(model: OpenModel, state: OpenState, classIndex: number): ClassLaw {
  const base = waitsAndService(model, state, classIndex);
  const own = model.longPieces[classIndex] as number;
  const blocking = own > 0 ? state.blockingOfLong : state.blocking;
  if (blocking === undefined) return { weights: ALWAYS, laws: [base] };
  const { loads } = model.compiled;
  const visits =
    (loads.pathVisits[classIndex * loads.stationCount + model.blockingStation] as number) + extraPieces(own);
  const laws: Cumulants[] = [];
  for (let k = 0; k < blocking.states; k++) laws.push(plus(base, blocked(blocking, visits, k)));
  return { weights: blocking.probabilities, laws };
}

/** A visit counts once: its further slices come on top. */
function extraPieces(own: number): number {
  return Math.max(0, own - 1);
}

/** Idle time and the waits of every visit but those behind long jobs. */
function waitsAndService(model: OpenModel, state: OpenState, classIndex: number): Cumulants {
  const { loads } = model.compiled;
  let mean = loads.idleMean[classIndex] as number;
  let variance = loads.idleVariance[classIndex] as number;
  let third = loads.idleThird[classIndex] as number;
  const row = classIndex * loads.stationCount;
  for (let s = 0; s < loads.stationCount; s++) {
    const visits = loads.pathVisits[row + s] as number;
    if (visits === 0) continue;
    const wait = state.waits[s] as Cumulants;
    mean += visits * wait.mean;
    variance += visits * wait.variance;
    third += visits * wait.third;
    const stretch = state.stretch[s] as number;
    if (stretch > 0) {
      const service = (loads.demand[row + s] as number) / (loads.visits[row + s] as number);
      const rho = state.utilization[s] as number;
      const delay = stretch * service;
      const spread = ((service + delay) ** 2 * 2 * rho) / (2 - rho);
      mean += visits * delay;
      variance += visits * spread;
      third += delay > 0 ? (visits * 2 * spread ** 2) / (service + delay) : 0;
    }
  }
  return { mean, variance, third };
}

function blocked(blocking: Blocking, visits: number, k: number): Cumulants {
  const capped = Math.min(visits, blocking.mostVisits);
  const below = Math.floor(capped);
  const above = Math.min(blocking.mostVisits, below + 1);
  const part = capped - below;
  const [i, j] = [below * blocking.states + k, above * blocking.states + k];
  const between = (of: Float64Array) => (1 - part) * (of[i] as number) + part * (of[j] as number);
  const [m1, m2, m3] = [between(blocking.first), between(blocking.second), between(blocking.third)];
  const variance = Math.max(0, m2 - m1 ** 2);
  return { mean: m1, variance, third: Math.max(0, m3 - 3 * m1 * m2 + 2 * m1 ** 3) };
}

function plus(a: Cumulants, b: Cumulants): Cumulants {
  return { mean: a.mean + b.mean, variance: a.variance + b.variance, third: a.third + b.third };
}

/** Mean of a class law. */
export function meanOf({ weights, laws }: ClassLaw): number {
  return laws.reduce((sum, law, k) => sum + (weights[k] as number) * law.mean, 0);
}

/** P(response > time). */
export function exceeds(time: number, { weights, laws }: ClassLaw): number {
  return mixtureTail(time, weights, laws);
}

/** The response time that a share `p` of the requests of a class does not exceed. */
export function percentileOf(p: number, { weights, laws }: ClassLaw): number {
  return quantileOf(p, weights, laws);
}

/** Share of a class's requests that fail: refused by a rate limit or out of time for a token. */
export function errorsOf(model: OpenModel, state: OpenState, classIndex: number): number {
  const { loads } = model.compiled;
  let passes = 1;
  for (let s = 0; s < loads.stationCount; s++) {
    const refused = state.refused[s] as number;
    if (refused > 0) passes *= (1 - refused) ** (loads.pathVisits[classIndex * loads.stationCount + s] as number);
  }
  return 1 - passes;
}
