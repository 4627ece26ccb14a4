import { addLost } from './blocking.ts';
import { loopVisits, type OpenModel } from './open-model.ts';
import { type Cumulants, type Mixture, mixtureTail, quantileOf } from './percentile.ts';
import type { OpenState } from './waits.ts';

const ALWAYS = Float64Array.of(1);

/** Response time of a class at a state: a mixture over the number of long jobs in progress of idle time plus independent waits. */
export function classLaw(model: OpenModel, state: OpenState, classIndex: number): Mixture {
  const { mean, variance, third } = waitsAndService(model, state, classIndex);
  const own = model.longPieces[classIndex] as number;
  const blocking = own > 0 ? state.blockingOfLong : state.blocking;
  if (blocking === undefined) return { weights: ALWAYS, cumulants: Float64Array.of(mean, variance, third) };
  const cumulants = new Float64Array(3 * blocking.states);
  for (let at = 0; at < cumulants.length; at += 3) {
    cumulants[at] = mean;
    cumulants[at + 1] = variance;
    cumulants[at + 2] = third;
  }
  addLost(blocking, loopVisits(model, classIndex), cumulants);
  return { weights: blocking.probabilities, cumulants };
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
    third += visits * wait.third * repeated * repeated;
    const delay = stretched(model, state, row, s);
    if (delay > 0) {
      const rho = Math.max(state.utilization[s] as number, state.crowding[s] as number);
      const time = delay * (1 + 1 / (state.stretch[s] as number));
      const spread = (time * time * 2 * rho) / (2 - rho);
      variance += visits * spread;
      third += (visits * 2 * spread * spread) / time;
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

/** P(response > time). */
export function exceeds(time: number, law: Mixture): number {
  return mixtureTail(time, law);
}

/** The response time that a share `p` of the requests of a class does not exceed. */
export function percentileOf(p: number, law: Mixture): number {
  return quantileOf(p, law);
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
