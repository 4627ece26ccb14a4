import type { Blocking } from './blocking.ts';
import { loopVisits, type OpenModel } from './open-model.ts';
import { type Cumulants, mixtureTail, quantileOf } from './percentile.ts';
import type { OpenState } from './waits.ts';

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
  const visits = loopVisits(model, classIndex);
  const laws = blockedFor(blocking, visits).map((lost) => plus(base, lost));
  return { weights: blocking.probabilities, laws };
}

/** Idle time and the waits of every visit but those behind long jobs. */
function waitsAndService(model: OpenModel, state: OpenState, classIndex: number): Cumulants {
  const { loads } = model.compiled;
  const row = classIndex * loads.stationCount;
  let mean = loads.idleMean[classIndex] as number;
  for (let s = 0; s < loads.stationCount; s++) {
    const visits = loads.pathVisits[row + s] as number;
    if (visits === 0) continue;
    mean += visits * ((state.waits[s] as Cumulants).mean + stretched(model, state, row, s));
  }
  let variance = loads.idleVariance[classIndex] as number;
  let third = loads.idleThird[classIndex] as number;
  for (let s = 0; s < loads.stationCount; s++) {
    const visits = loads.pathVisits[row + s] as number;
    if (visits === 0) continue;
    const wait = state.waits[s] as Cumulants;
    const repeated = alike(visits, mean / visits, state.memory[s] as number);
    variance += visits * wait.variance * repeated;
    third += visits * wait.third * repeated ** 2;
    const delay = stretched(model, state, row, s);
    if (delay > 0) {
      const rho = state.utilization[s] as number;
      const time = delay * (1 + 1 / (state.stretch[s] as number));
      const spread = (time ** 2 * 2 * rho) / (2 - rho);
      variance += visits * spread;
      third += (visits * 2 * spread ** 2) / time;
    }
  }
  return { mean, variance, third };
}

/** Extra seconds of one visit to a processor-sharing station. */
function stretched({ compiled: { loads } }: OpenModel, state: OpenState, row: number, s: number): number {
  const stretch = state.stretch[s] as number;
  return stretch > 0 ? (stretch * (loads.demand[row + s] as number)) / (loads.visits[row + s] as number) : 0;
}

/**
 * How much more the waits of several visits vary together than apart: visits close in time, for the memory of the queue, meet the same queue.
 * 1 + (v − 1)·c, with the correlation c of two waits `gap` seconds apart.
 */
function alike(visits: number, gap: number, memory: number): number {
  if (visits <= 1 || memory === 0) return 1;
  return 1 + (visits - 1) * (memory / (memory + gap));
}

/** What each number of long jobs costs so many visits; classes with as many visits share it. */
function blockedFor(blocking: Blocking, visits: number): readonly Cumulants[] {
  const known = blocking.known.get(visits);
  if (known !== undefined) return known;
  const found = Array.from({ length: blocking.states }, (_, k) => blocked(blocking, visits, k));
  blocking.known.set(visits, found);
  return found;
}

/** What k long jobs cost a number of visits, between the two whole numbers next to it, or in proportion beyond the last. */
function blocked(blocking: Blocking, visits: number, k: number): Cumulants {
  const below = Math.min(blocking.mostVisits - 1, Math.floor(visits));
  const part = visits - below;
  const [i, j] = [below * blocking.states + k, (below + 1) * blocking.states + k];
  const a = centralMoments(blocking, i);
  const b = centralMoments(blocking, j);
  return {
    mean: a.mean + part * (b.mean - a.mean),
    variance: Math.max(0, a.variance + part * (b.variance - a.variance)),
    third: Math.max(0, a.third + part * (b.third - a.third)),
  };
}

function centralMoments({ first, second, third }: Blocking, at: number): Cumulants {
  const [m1, m2, m3] = [first[at] as number, second[at] as number, third[at] as number];
  return { mean: m1, variance: m2 - m1 ** 2, third: m3 - 3 * m1 * m2 + 2 * m1 ** 3 };
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
