import { blockingOf } from './blocking.ts';
import type { CompiledStation } from './compile.ts';
import type { BlockingLoad } from './long-jobs.ts';
import { NO_LONG_WORK, type OpenModel } from './open-model.ts';
import { atomAndExponential, type Cumulants } from './percentile.ts';
import { solvePools } from './pool.ts';
import { type SharedTime, sharedTime } from './shared-processors.ts';
import { erlangC } from './textbook/erlang.ts';
import { type Draft, ENDLESS, type OpenState } from './waits.ts';

const NO_WAIT: Cumulants = { mean: 0, variance: 0, third: 0 };

/** Whether every station and pool keeps up with `rate` requests per second of the mix. */
export function isStable(model: OpenModel, rate: number): boolean {
  return solvedState(model, rate, blocksInsideAPool(model)).stable;
}

/** Long work counts for a pool only when tokens are held at the station where it blocks. */
function blocksInsideAPool({ compiled: { loads, stations }, blockingStation }: OpenModel): boolean {
  if (blockingStation < 0) return false;
  return stations.some(
    ({ type }, pool) =>
      type === 'pool' && (loads.insideVisits[pool * loads.stationCount + blockingStation] as number) > 0,
  );
}

/** Solves every station at `rate` requests per second of the mix. */
export function openState(model: OpenModel, rate: number): OpenState {
  return solvedState(model, rate, model.blockingStation >= 0);
}

function solvedState(model: OpenModel, rate: number, blocking: boolean): OpenState {
  const { stations } = model.compiled;
  const state: Draft = {
    rate,
    stable: true,
    utilization: new Float64Array(stations.length),
    waits: stations.map(() => NO_WAIT),
    stretch: new Float64Array(stations.length),
    memory: new Float64Array(stations.length),
    crowding: new Float64Array(stations.length),
    refused: new Float64Array(stations.length),
    poolLoad: new Float64Array(stations.length),
    poolSpread: new Float64Array(stations.length),
    blocking: undefined,
    blockingOfLong: undefined,
  };
  stations.forEach((station, s) => {
    solveStation(model, state, station, s);
  });
  if (state.stable && blocking) solveBlocking(model, state);
  if (state.stable) solvePools(model, state);
  return state;
}

function solveStation(model: OpenModel, state: Draft, station: CompiledStation, s: number): void {
  const visits = (state.rate * (model.visits[s] as number)) / station.copies;
  if (visits === 0) return;
  if (station.rateLimit < visits) state.refused[s] = 1 - station.rateLimit / visits;
  if (station.type === 'delay' || station.type === 'pool') return;
  const load = (state.rate * (model.demand[s] as number)) / station.copies;
  if (load === 0) return;
  const utilization = load / station.servers;
  state.utilization[s] = Math.min(1, utilization);
  const group = model.compiled.groups[station.group];
  if (group !== undefined && utilization < 1) {
    shareProcessors(model, state, s, sharedTime(model, group, s, state.rate));
    return;
  }
  if (utilization >= 1) {
    state.stable = false;
    state.waits[s] = ENDLESS;
    state.stretch[s] = Number.POSITIVE_INFINITY;
  } else if (station.type === 'sharing') {
    state.stretch[s] = erlangC(load, station.servers) / (station.servers - load);
    return;
  }
  state.memory[s] = memoryOf(model, s, utilization, station.servers);
  if (station.servers === 1) {
    state.waits[s] = singleServer(model, state.rate / station.copies, s, load);
  } else {
    state.waits[s] = severalServers(model, s, load, station.servers);
  }
}

/** A station whose processors others use too: the queue at each slowdown, and the backlog of the times when it gets less than it needs. */
function shareProcessors(model: OpenModel, state: Draft, s: number, shared: SharedTime): void {
  const station = model.compiled.stations[s] as CompiledStation;
  const rate = state.rate / station.copies;
  const load = rate * (model.demand[s] as number);
  if (!shared.stable) {
    state.stable = false;
    state.waits[s] = ENDLESS;
    state.stretch[s] = Number.POSITIVE_INFINITY;
    return;
  }
  if (station.servers > 1) {
    state.stretch[s] = Math.max(0, shared.jobs / load - 1);
    state.crowding[s] = crowdingOf(model, s, shared.utilization);
    return;
  }
  state.stretch[s] = Math.max(0, shared.base * shared.meanSlowdown - 1);
  state.memory[s] = Math.max(memoryOf(model, s, load, 1), shared.backlog > 0 ? shared.memory : 0);
  let [first, second, third] = [0, 0, 0];
  shared.slowdown.forEach((slowdown, j) => {
    const p = shared.probabilities[j] as number;
    const longer = shared.base * slowdown;
    const { mean, variance, third: cubed } = singleServer(model, rate, s, load, longer);
    const part =
      j === 0 ? 1 : reached(shared.memory, longer * memoryOf(model, s, Math.min(MOST_SLOWED, load * longer), 1));
    first += p * part * mean;
    second += p * part * part * (variance + mean * mean);
    third += p * part ** 3 * (cubed + mean * (3 * variance + mean * mean));
  });
  const wait = {
    mean: first,
    variance: second - first * first,
    third: third - first * (3 * second - 2 * first * first),
  };
  if (!(shared.backlog > 0)) {
    state.waits[s] = wait;
    return;
  }
  const crowded = Math.min(1, shared.crowded);
  const behind = atomAndExponential(crowded, shared.backlog / (load * shared.base) / crowded);
  state.waits[s] = {
    mean: wait.mean + behind.mean,
    variance: wait.variance + behind.variance,
    third: wait.third + behind.third,
  };
}

/** Part of its steady wait that a queue reaches in so many seconds, when it forgets in so many: a fit to simulation. */
function reached(seconds: number, memory: number): number {
  return seconds > 0 ? (2 * seconds) / (2 * seconds + memory) : 1;
}

/** Utilization of exponential sharing whose times vary as much: half as much for constant services, a fit to simulation. */
function crowdingOf(model: OpenModel, s: number, utilization: number): number {
  const mean = (model.demand[s] as number) / (model.visits[s] as number);
  const ratio = (model.square[s] as number) / (model.visits[s] as number) / (mean * mean);
  const spread = (Math.min(2, ratio) * utilization) / (2 - utilization);
  return (2 * spread) / (2 + spread);
}

/** Correlation time of the M/M/1 queue, (1 + ρ) S / (1 − ρ)² (Morse, JORSA 3 1955), for m servers and a variability by its diffusion scale. */
function memoryOf(model: OpenModel, s: number, rho: number, servers: number): number {
  const service = (model.demand[s] as number) / (model.visits[s] as number);
  const long = s === model.blockingStation ? model.long : NO_LONG_WORK;
  const square = ((model.square[s] as number) - long.square) / (model.visits[s] as number);
  return ((1 + rho) * square) / (2 * service * servers * (1 - rho) ** 2);
}

/** A queue slowed down for a while is taken for no busier than this. */
const MOST_SLOWED = 0.85;

/** Pollaczek–Khinchine (Kleinrock I §5.7), both moments: pieces queue first come, first served. */
function singleServer(model: OpenModel, rate: number, s: number, load: number, slowdown = 1): Cumulants {
  const long = s === model.blockingStation ? model.long : NO_LONG_WORK;
  // Slowed down for a while only, it may need more than it gets: the rest is the backlog of those times.
  const others = slowdown === 1 ? load - rate * long.time : Math.min(MOST_SLOWED, (load - rate * long.time) * slowdown);
  const square = slowdown ** 2 * ((model.square[s] as number) - long.square);
  const mean = (rate * square) / (2 * (1 - others));
  if (!(mean > 0)) return NO_WAIT;
  const cube = slowdown ** 3 * ((model.cube[s] as number) - long.cube);
  const second = 2 * mean * mean + (rate * cube) / (3 * (1 - others));
  // The law with an atom at 0 and an exponential tail that has these two moments: that of M/M/1 itself.
  return atomAndExponential((2 * mean * mean) / second, second / (2 * mean));
}

/** M/G/m by Allen–Cunneen: the M/M/m wait times (1 + cs²)/2 (Allen 1990, §5.3.6). */
function severalServers(model: OpenModel, s: number, load: number, servers: number): Cumulants {
  const visits = model.visits[s] as number;
  const mean = (model.demand[s] as number) / visits;
  const ratio = (model.square[s] as number) / visits / (mean * mean);
  return atomAndExponential(erlangC(load, servers), ((ratio / 2) * mean) / (servers - load));
}

function solveBlocking(model: OpenModel, state: Draft): void {
  const { long, compiled } = model;
  const station = compiled.stations[model.blockingStation] as CompiledStation;
  const slowdown = station.group < 0 ? 1 : 1 + (state.stretch[model.blockingStation] as number);
  const rate = state.rate / station.copies;
  const load: BlockingLoad = {
    rate: rate * long.jobs,
    slices: long.pieces / long.jobs,
    squaredSlices: long.squaredPieces / long.jobs,
    slice: (slowdown * long.time) / long.pieces,
    squaredSlice: (slowdown ** 2 * long.square) / long.pieces,
    otherUtilization: slowdown * ((state.utilization[model.blockingStation] as number) - rate * long.time),
    gap: model.gap,
    residualWork: slowdown ** 2 * rate * long.residual,
    waitingWork: slowdown * rate * long.ahead,
  };
  const { mostVisits, mostOfLong, ownPieces } = model;
  state.blocking = blockingOf(load, Math.ceil(mostVisits), 0);
  if (mostOfLong > 0) {
    state.blockingOfLong = blockingOf(load, Math.ceil(mostOfLong), (load.slice * ownPieces) / mostOfLong);
  }
}
