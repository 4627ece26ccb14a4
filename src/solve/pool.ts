import type { CompiledStation } from './compile.ts';
import type { OpenModel } from './open-model.ts';
import { atomAndExponential, type Cumulants } from './percentile.ts';
import { type Held, heldOf, type InsideQueue, ratioOfHolds } from './pool-inside.ts';
import { flowEquivalent, type PoolWait, poolWait } from './textbook/flow-equivalent.ts';
import { type Draft, ENDLESS } from './waits.ts';

/** What the pools of a model do to each other and to the stations inside, while they are solved in turn. */
interface Pools {
  /** Waits before a pool limits those inside it, by station. */
  readonly waits: Cumulants[];
  readonly stretch: Float64Array;
  /** Mean seconds a token is held, by pool. */
  readonly holdTimes: Float64Array;
  /** Part of the wait at a station that each pool lets be: `pool × stations + station`. */
  readonly kept: Float64Array;
}

/**
 * Solves the pools of a state whose stations are solved. Each is the flow-equivalent server of what is inside: a closed network limited by the
 * tokens, slowed by the work outside. Twice over, since a pool held inside another may come after it.
 */
export function solvePools(model: OpenModel, state: Draft): void {
  const { stations } = model.compiled;
  const pools = stations.flatMap(({ type }, s) => (type === 'pool' && (model.visits[s] as number) > 0 ? [s] : []));
  if (pools.length === 0) return;
  const shared: Pools = {
    waits: state.waits.slice(),
    stretch: state.stretch.slice(),
    holdTimes: model.demand.map((demand, s) => demand / (model.visits[s] as number)),
    kept: new Float64Array(stations.length ** 2).fill(1),
  };
  for (let pass = 0; pass < Math.min(2, pools.length); pass++) {
    for (const pool of pools) {
      solvePool(model, state, pool, shared);
      if (!state.stable) return;
    }
    limitWaits(state, pools, shared);
  }
}

function solvePool(model: OpenModel, state: Draft, pool: number, shared: Pools): void {
  const station = model.compiled.stations[pool] as CompiledStation;
  const rate = state.rate * (model.visits[pool] as number);
  const held = heldOf(model, state, pool, shared.holdTimes);
  const tokens = station.servers * station.copies;
  const spread = spreadInside(held);
  const throughputs = evened(held, spread, flowEquivalent(held.delay, held.queues, tokens));
  const most = throughputs[throughputs.length - 1] as number;
  const wait = poolWait(rate, throughputs);
  const irregular = irregularity(ratioOfHolds(model, pool), held, most);
  state.poolLoad[pool] = rate / most;
  state.poolSpread[pool] = Math.max(spread, irregular);
  state.utilization[pool] = Math.min(1, wait.inUse / tokens);
  if (!wait.stable) {
    state.stable = false;
    state.waits[pool] = ENDLESS;
    return;
  }
  const whenWaiting = wait.meanWhenWaiting * irregular;
  shared.waits[pool] = atomAndExponential(wait.probability, whenWaiting);
  shared.holdTimes[pool] = wait.holdTime;
  state.refused[pool] = wait.probability * Math.exp(-station.acquireTimeout / whenWaiting);
  limitInside(model, pool, held, wait, shared);
}

/** (1 + c²)/2 of the services inside, each station counting as it makes wait. */
function spreadInside({ queues }: Held): number {
  let [weights, ratios] = [0, 0];
  for (const { demand, servers, ratio } of queues) {
    const weight = demand ** 2 / servers;
    weights += weight;
    ratios += weight * ratio;
  }
  return weights > 0 ? ratios / weights / 2 : 1;
}

/**
 * Throughputs corrected for services that are not exponential. What is waited inside exceeds the least possible (asymptotic bounds) by (1 + c²)/2 times
 * as much when c² < 1, as in Pollaczek–Khinchine; by its square root when c² > 1, since few can wait (a fit to simulation).
 */
function evened({ queues, delay }: Held, spread: number, throughputs: Float64Array): Float64Array {
  const longest = queues.reduce((most, { demand, servers }) => Math.max(most, demand / servers), 0);
  const total = queues.reduce((sum, { demand }) => sum + demand, delay);
  const factor = spread > 1 ? Math.sqrt(spread) : spread;
  return throughputs.map((throughput, i) => {
    const least = Math.max(total, (i + 1) * longest);
    return (i + 1) / (least + factor * Math.max(0, (i + 1) / throughput - least));
  });
}

/**
 * (1 + I)/2, by which a wait differs from that of exponential holds (Allen–Cunneen), I telling how irregularly tokens come back when all are in use: like
 * the services of the station inside that is full, when one is, else like the holds. The fourth power of its utilization weighs them: a fit to simulation.
 */
function irregularity(ratioOfHold: number, { queues }: Held, most: number): number {
  let [busy, ratioOfService] = [0, ratioOfHold];
  for (const { demand, servers, ratio } of queues) {
    const utilization = (most * demand) / servers;
    if (utilization > busy) [busy, ratioOfService] = [utilization, ratio];
  }
  const share = Math.min(1, busy) ** 4;
  return (share * ratioOfService + (1 - share) * ratioOfHold) / 2;
}

/** Inside a pool at most so many wait: what the closed network leaves of the open waits there. */
function limitInside(
  model: OpenModel,
  pool: number,
  held: Held,
  wait: PoolWait,
  { waits, stretch, kept }: Pools,
): void {
  const open = ({ s, visits, own }: InsideQueue) =>
    visits * (waits[s] as Cumulants).mean + own * (stretch[s] as number);
  const openTotal = held.queues.reduce((sum, queue) => sum + open(queue), 0);
  if (!(openTotal > 0)) return;
  const own = held.queues.reduce((sum, queue) => sum + queue.own, 0);
  const waiting = wait.holdTime - (held.delay - held.behindOutside) - own;
  const left = Math.min(1, Math.max(0, waiting) / openTotal);
  for (const { s, visits } of held.queues) {
    const part = Math.min(1, (visits * (model.visits[pool] as number)) / (model.visits[s] as number));
    kept[pool * waits.length + s] = 1 - part * (1 - left);
  }
}

function limitWaits(state: Draft, pools: readonly number[], { waits, stretch, kept }: Pools): void {
  waits.forEach(({ mean, variance, third }, s) => {
    let factor = 1;
    for (const pool of pools) factor *= kept[pool * waits.length + s] as number;
    state.waits[s] = { mean: mean * factor, variance: variance * factor ** 2, third: third * factor ** 3 };
    state.stretch[s] = (stretch[s] as number) * factor;
  });
}
