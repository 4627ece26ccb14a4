import type { CompiledStation } from './compile.ts';
import { NO_LONG_WORK, type OpenModel } from './open-model.ts';
import type { PoolInside } from './pool-loads.ts';
import { type Draft, meanWaitOf } from './waits.ts';

/** A station, or a pool inside a pool, that one hold of a token comes to. Times per hold, seconds. */
export interface InsideQueue {
  readonly s: number;
  readonly servers: number;
  readonly visits: number;
  /** Service, and what it is once the work outside the pool has taken its share of the servers. */
  readonly own: number;
  readonly demand: number;
  /** E[S²] / E[S]² of its services: 1 constant, 2 exponential. */
  readonly ratio: number;
}

/** What a token goes through while it is held. */
export interface Held {
  readonly queues: readonly InsideQueue[];
  /** Seconds of a hold that do not depend on the tokens in use: delays, and waits for the work outside. */
  readonly delay: number;
  /** Part of `delay` spent in line at the queues, beyond what slows them. */
  readonly behindOutside: number;
}

/** The inside of a pool at a state, `holdTimes` being the mean seconds a token of each pool is held. */
export function heldOf(model: OpenModel, state: Draft, pool: number, holdTimes: Float64Array): Held {
  const { stations } = model.compiled;
  const holds = model.visits[pool] as number;
  const inside = model.insides[pool] as PoolInside;
  const queues: InsideQueue[] = [];
  let delay = (model.demand[pool] as number) / holds;
  let behindOutside = 0;
  for (let s = 0; s < stations.length; s++) {
    const { type, group } = stations[s] as CompiledStation;
    const visits = (inside.visits[s] as number) / holds;
    if (!(visits > 0) || type === 'delay') continue;
    const own = (inside.own[s] as number) / holds;
    const mostly = own * holds > 0.5 * (model.demand[s] as number);
    if (inside.inner.includes(s)) queues.push(innerPool(model, state, s, visits, holds, holdTimes));
    else if (type === 'pool' || !(own > 0) || (group >= 0 && !mostly)) {
      delay += visits * meanWaitOf(model, state, s) + own * (state.stretch[s] as number);
    } else {
      const queue = insideQueue(model, state, s, visits, own, holds);
      queues.push(queue);
      behindOutside += waitBehindOutside(model, state, queue, holds, mostly);
    }
  }
  for (const { own } of queues) delay -= own;
  return { queues, delay: Math.max(0, delay + behindOutside), behindOutside };
}

/** Work outside leaves an inside station 1 − U_outside of its servers, as open classes leave to closed ones in a mixed network (Lazowska et al. 1984, §7.4.2). */
function insideQueue(
  model: OpenModel,
  state: Draft,
  s: number,
  visits: number,
  own: number,
  holds: number,
): InsideQueue {
  const station = model.compiled.stations[s] as CompiledStation;
  const servers = station.servers * station.copies;
  const all = model.demand[s] as number;
  const outside = ((all - own * holds) * state.rate) / servers;
  const ratio = Math.max(1, ((model.square[s] as number) * (model.pieces[s] as number)) / (all * all));
  return { s, servers, visits, own, demand: own / Math.max(LEAST_LEFT, 1 - outside), ratio };
}

const LEAST_LEFT = 1e-9;

/** A pool held inside another: its tokens are the servers of a queue whose services are its holds. */
function innerPool(
  model: OpenModel,
  state: Draft,
  s: number,
  visits: number,
  holds: number,
  holdTimes: Float64Array,
): InsideQueue {
  const station = model.compiled.stations[s] as CompiledStation;
  const servers = station.servers * station.copies;
  const all = model.visits[s] as number;
  const time = holdTimes[s] as number;
  const outside = Math.max(0, ((all - visits * holds) * state.rate * time) / servers);
  const own = (visits * (model.demand[s] as number)) / all;
  const demand = (visits * time) / Math.max(LEAST_LEFT, 1 - outside);
  return { s, servers, visits, own, demand, ratio: ratioOfHolds(model, s) };
}

/** First come, first served, short visits wait for the long ones of the work outside; what slows the queue counts already (Cobham, Operations Research 2(1) 1954). */
function waitBehindOutside(
  model: OpenModel,
  state: Draft,
  { s, own, demand, visits }: InsideQueue,
  holds: number,
  mostly: boolean,
): number {
  const blocks = s === model.blockingStation;
  const behindLong = blocks && !mostly ? visits * (state.blocking?.meanWait ?? 0) : 0;
  const station = model.compiled.stations[s] as CompiledStation;
  if (station.type !== 'queue' || station.servers !== 1) return behindLong;
  const long = blocks ? model.long : NO_LONG_WORK;
  const part = (own * holds) / (model.demand[s] as number);
  const square = ((model.square[s] as number) - long.square) * (1 - part);
  const left = own / demand;
  return behindLong + (visits * state.rate * square) / station.copies / (2 * left) - (demand - own);
}

/** E[H²] / E[H]² of the holds of a pool on an idle system. */
export function ratioOfHolds(model: OpenModel, pool: number): number {
  const holds = model.visits[pool] as number;
  const mean = (model.demand[pool] as number) / holds;
  return mean > 0 ? (model.square[pool] as number) / holds / mean ** 2 : 1;
}
