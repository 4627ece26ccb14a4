import type { CompiledStation } from './compile.ts';
import type { OpenModel } from './open-model.ts';
import { atomAndExponential, type Cumulants } from './percentile.ts';
import { flowEquivalent, poolWait } from './textbook/flow-equivalent.ts';
import { type Draft, ENDLESS, meanWaitOf } from './waits.ts';

/**
 * A pool as the flow-equivalent server of what is inside: stations used mostly inside are a closed network limited by the tokens, slowed by
 * their outside work; the others, already solved with all their load, are delays.
 */
export function solvePool(model: OpenModel, state: Draft, pool: number): void {
  const { compiled } = model;
  const station = compiled.stations[pool] as CompiledStation;
  const holds = model.visits[pool] as number;
  if (holds === 0) return;
  const row = pool * compiled.stations.length;
  const { insideDemand, insideVisits } = compiled.loads;
  let delay = idleDelay(model, pool);
  const queues: { readonly s: number; readonly demand: number; readonly servers: number }[] = [];
  compiled.stations.forEach((inside, s) => {
    const demand = (insideDemand[row + s] as number) / holds;
    const visits = (insideVisits[row + s] as number) / holds;
    if (visits === 0 || inside.type === 'delay') return;
    if (inside.type !== 'pool' && demand * holds > 0.5 * (model.demand[s] as number)) {
      const servers = inside.servers * inside.copies;
      const outside = ((model.demand[s] as number) - demand * holds) * state.rate;
      queues.push({ s, demand: demand / (1 - outside / servers), servers });
      delay -= demand;
    } else delay += visits * meanWaitOf(model, state, s) + demand * (state.stretch[s] as number);
  });
  const tokens = station.servers * station.copies;
  const throughputs = flowEquivalent(Math.max(0, delay), queues, tokens);
  const wait = poolWait(state.rate * holds, throughputs);
  state.utilization[pool] = Math.min(1, wait.inUse / tokens);
  if (!wait.stable) {
    state.stable = false;
    state.waits[pool] = ENDLESS;
    return;
  }
  state.waits[pool] = atomAndExponential(wait.probability, wait.meanWhenWaiting);
  state.refused[pool] = wait.probability * Math.exp(-station.acquireTimeout / wait.meanWhenWaiting);
  limitInside(
    model,
    state,
    pool,
    queues,
    wait.holdTime - Math.max(0, delay) - queues.reduce((sum, q) => sum + q.demand, 0),
  );
}

/** Idle seconds of one hold, all stations. */
function idleDelay(model: OpenModel, pool: number): number {
  return (model.demand[pool] as number) / (model.visits[pool] as number);
}

/** Inside a pool at most so many wait: replaces the open waits of the stations it owns by what the closed network leaves. */
function limitInside(
  model: OpenModel,
  state: Draft,
  pool: number,
  queues: readonly { readonly s: number; readonly demand: number; readonly servers: number }[],
  waiting: number,
): void {
  const openTotal = queues.reduce((sum, { s }) => sum + openWait(model, state, pool, s), 0);
  if (!(openTotal > 0)) return;
  const factor = Math.max(0, waiting) / openTotal;
  for (const { s } of queues) {
    const { mean, variance, third } = state.waits[s] as Cumulants;
    state.waits[s] = { mean: mean * factor, variance: variance * factor ** 2, third: third * factor ** 3 };
    state.stretch[s] = (state.stretch[s] as number) * factor;
  }
}

function openWait(model: OpenModel, state: Draft, pool: number, s: number): number {
  const { insideDemand, insideVisits, stationCount } = model.compiled.loads;
  const holds = model.visits[pool] as number;
  const at = pool * stationCount + s;
  const perVisit = ((insideVisits[at] as number) / holds) * (state.waits[s] as Cumulants).mean;
  return perVisit + ((insideDemand[at] as number) / holds) * (state.stretch[s] as number);
}
