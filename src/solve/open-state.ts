import { type Blocking, type BlockingLoad, blockingOf } from './blocking.ts';
import type { CompiledModel, CompiledStation } from './compile.ts';
import { atomAndExponential, type Cumulants } from './percentile.ts';
import type { Run } from './runs.ts';
import { erlangC } from './textbook/erlang.ts';
import { flowEquivalent, poolWait } from './textbook/flow-equivalent.ts';

/** Loads added up over the mix, and the station where long work blocks the rest: what does not depend on the rate. */
export interface OpenModel {
  readonly compiled: CompiledModel;
  /** Per request of the mix, by station. */
  readonly visits: Float64Array;
  readonly demand: Float64Array;
  readonly pieces: Float64Array;
  readonly square: Float64Array;
  readonly cube: Float64Array;
  /** −1 when no station has work much longer than the rest. */
  readonly blockingStation: number;
  /** Long jobs per request of the mix. */
  readonly long: LongWork;
  /** Long pieces on the path of each class's answer. */
  readonly longPieces: Float64Array;
  readonly gap: number;
}

interface LongWork {
  readonly jobs: number;
  readonly pieces: number;
  readonly squaredPieces: number;
  readonly time: number;
  readonly square: number;
  readonly cube: number;
  /** Half of Σ E[S²], S the whole work of a request at the station; and the work ahead of those who wait for a short visit. */
  readonly residual: number;
  readonly ahead: number;
}

const NO_LONG_WORK: LongWork = {
  jobs: 0,
  pieces: 0,
  squaredPieces: 0,
  time: 0,
  square: 0,
  cube: 0,
  residual: 0,
  ahead: 0,
};
/** A station blocks when its dominant piece is this many times its mean piece; pieces above a third of the dominant one are long. */
const MUCH_LONGER = 8;

/** Adds the loads up over the mix. */
export function openModel(compiled: CompiledModel): OpenModel {
  const { loads, classes, stations } = compiled;
  const sumOver = (of: Float64Array) => {
    const sums = new Float64Array(stations.length);
    classes.forEach(({ share }, c) => {
      for (let s = 0; s < sums.length; s++) {
        sums[s] = (sums[s] as number) + share * (of[c * sums.length + s] as number);
      }
    });
    return sums;
  };
  const [visits, demand, pieces] = [sumOver(loads.visits), sumOver(loads.demand), sumOver(loads.pieces)];
  const [square, cube] = [sumOver(loads.square), sumOver(loads.cube)];
  const { station, threshold } = blockingStation(compiled, pieces, demand, square);
  const longPieces = new Float64Array(classes.length);
  const long = station < 0 ? NO_LONG_WORK : longWork(compiled, station, threshold, longPieces);
  const gap = station < 0 ? 0 : gapBetweenVisits(compiled, station);
  return { compiled, visits, demand, pieces, square, cube, blockingStation: station, long, longPieces, gap };
}

/** The single-server station whose second moment is most dominated by long pieces: dominant piece = Σ piece³ / Σ piece², work weighted. */
function blockingStation(compiled: CompiledModel, pieces: Float64Array, demand: Float64Array, square: Float64Array) {
  const cubes = new Float64Array(pieces.length);
  const sliced = new Float64Array(pieces.length);
  for (const run of compiled.loads.runs) {
    // Length of a piece whatever its variability: a merely variable service is not long work.
    const share = compiled.classes[run.classIndex]?.share ?? 0;
    const runs = share * run.count * run.square;
    cubes[run.station] = (cubes[run.station] as number) + runs * (run.time / run.pieces);
    if (run.pieces > 1) sliced[run.station] = (sliced[run.station] as number) + runs;
  }
  let best = { station: -1, threshold: 0 };
  let most = 0;
  for (let s = 0; s < pieces.length; s++) {
    const dominant = (cubes[s] as number) / (square[s] as number);
    const mean = (demand[s] as number) / (pieces[s] as number);
    const weight = (square[s] as number) / (compiled.stations[s]?.copies ?? 1);
    const isLong = dominant > MUCH_LONGER * mean || (sliced[s] as number) > 0.5 * (square[s] as number);
    if (isLong && weight > most) {
      most = weight;
      best = { station: s, threshold: dominant / 3 };
    }
  }
  return best;
}

function longWork(compiled: CompiledModel, station: number, threshold: number, longPieces: Float64Array): LongWork {
  const sums = { jobs: 0, pieces: 0, squaredPieces: 0, time: 0, square: 0, cube: 0 };
  const isLong = (run: Run) => run.square >= threshold * run.time;
  const byClass: Run[][] = compiled.classes.map(() => []);
  for (const run of compiled.loads.runs) {
    if (run.station !== station) continue;
    byClass[run.classIndex]?.push(run);
    if (!isLong(run)) continue;
    const count = run.count * (compiled.classes[run.classIndex]?.share ?? 0);
    sums.jobs += count;
    sums.pieces += count * run.pieces;
    sums.squaredPieces += count * run.pieces ** 2;
    sums.time += count * run.time;
    sums.square += count * run.square;
    sums.cube += count * run.cube;
    longPieces[run.classIndex] = (longPieces[run.classIndex] as number) + run.pathCount * run.pieces;
  }
  const episode = (sums.squaredPieces / sums.jobs) * (sums.time / sums.pieces);
  let [residual, ahead] = [0, 0];
  byClass.forEach((runs, c) => {
    const share = compiled.classes[c]?.share ?? 0;
    const together = episode / (episode + gapOf(compiled, c, station));
    const work = workOf(runs, isLong, together);
    residual += (share * work.square) / 2;
    ahead += share * work.ahead;
  });
  return { ...sums, residual, ahead };
}

/**
 * Second moment of the work of one request, and work ahead summed over its short visits. Visits far apart (`together` near 0) are as good as
 * visits of different requests.
 */
function workOf(runs: readonly Run[], isLong: (run: Run) => boolean, together: number) {
  let [square, alone, total, shortVisits, ahead] = [0, 0, 0, 0, 0];
  for (const run of runs) {
    const work = run.count * run.time;
    const whole = run.pieces > 1 ? run.time ** 2 : run.square;
    square += run.count * whole;
    alone += Math.min(run.count, run.count ** 2) * run.time ** 2;
    total += work;
    ahead += together * shortVisits * work;
    if (!isLong(run)) {
      shortVisits += run.count;
      ahead += work * (1 + (together * Math.max(0, run.count - 1)) / 2);
    }
  }
  return { square: square + together * Math.max(0, total ** 2 - alone), ahead };
}

/** Mean seconds a request spends elsewhere between two visits. */
function gapBetweenVisits(compiled: CompiledModel, station: number): number {
  const { loads, classes } = compiled;
  let visits = 0;
  let elsewhere = 0;
  classes.forEach(({ share }, c) => {
    const count = share * (loads.pathVisits[c * loads.stationCount + station] as number);
    visits += count;
    elsewhere += count * gapOf(compiled, c, station);
  });
  return visits > 0 ? elsewhere / visits : 0;
}

function gapOf({ loads }: CompiledModel, c: number, station: number): number {
  const at = c * loads.stationCount + station;
  const visits = loads.pathVisits[at] as number;
  return visits > 0 ? Math.max(0, (loads.idleMean[c] as number) - (loads.demand[at] as number)) / visits : 0;
}

/** Waits at every station at one arrival rate. */
export interface OpenState {
  readonly rate: number;
  readonly stable: boolean;
  readonly utilization: Float64Array;
  /** Cumulants of the wait of one visit, by station; for `sharing`, `stretch` holds instead. */
  readonly waits: readonly Cumulants[];
  /** Extra time per second of service at `sharing` stations. */
  readonly stretch: Float64Array;
  /** Seconds over which a queue forgets: the correlation time of the wait. */
  readonly memory: Float64Array;
  /** P(wait longer than the acquire timeout), by pool; refused share, by rate-limited station. */
  readonly refused: Float64Array;
  readonly blocking: Blocking | undefined;
  readonly blockingOfLong: Blocking | undefined;
}

const NO_WAIT: Cumulants = { mean: 0, variance: 0, third: 0 };
const ENDLESS: Cumulants = { mean: Number.POSITIVE_INFINITY, variance: Number.POSITIVE_INFINITY, third: 0 };

/** Solves every station at `rate` requests per second of the mix. */
export function openState(model: OpenModel, rate: number): OpenState {
  const { stations } = model.compiled;
  const state = {
    rate,
    stable: true,
    utilization: new Float64Array(stations.length),
    waits: stations.map(() => NO_WAIT),
    stretch: new Float64Array(stations.length),
    memory: new Float64Array(stations.length),
    refused: new Float64Array(stations.length),
    blocking: undefined as Blocking | undefined,
    blockingOfLong: undefined as Blocking | undefined,
  };
  stations.forEach((station, s) => {
    solveStation(model, state, station, s);
  });
  if (state.stable && model.blockingStation >= 0) solveBlocking(model, state);
  // Twice: a pool held inside another is solved before the one around it, whatever their order.
  const pools = stations.flatMap((station, s) => (station.type === 'pool' ? [s] : []));
  for (let pass = 0; pass < Math.min(2, pools.length) && state.stable; pass++) {
    for (const pool of pools) solvePool(model, state, pool);
  }
  return state;
}

type Draft = { -readonly [K in keyof OpenState]: OpenState[K] } & { readonly waits: Cumulants[] };

function solveStation(model: OpenModel, state: Draft, station: CompiledStation, s: number): void {
  const visits = (state.rate * (model.visits[s] as number)) / station.copies;
  if (visits === 0) return;
  if (station.rateLimit < visits) state.refused[s] = 1 - station.rateLimit / visits;
  if (station.type === 'delay' || station.type === 'pool') return;
  const load = (state.rate * (model.demand[s] as number)) / station.copies;
  const utilization = load / station.servers;
  state.utilization[s] = Math.min(1, utilization);
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

/** Correlation time of the M/M/1 queue, (1 + ρ) S / (1 − ρ)² (Morse, JORSA 3 1955), for m servers and a variability by its diffusion scale. */
function memoryOf(model: OpenModel, s: number, rho: number, servers: number): number {
  const service = (model.demand[s] as number) / (model.visits[s] as number);
  const long = s === model.blockingStation ? model.long : NO_LONG_WORK;
  const square = ((model.square[s] as number) - long.square) / (model.visits[s] as number);
  return ((1 + rho) * square) / (2 * service * servers * (1 - rho) ** 2);
}

/** Pollaczek–Khinchine (Kleinrock I §5.7), both moments: pieces queue first come, first served. */
function singleServer(model: OpenModel, rate: number, s: number, load: number): Cumulants {
  const long = s === model.blockingStation ? model.long : NO_LONG_WORK;
  const others = load - rate * long.time;
  const mean = (rate * ((model.square[s] as number) - long.square)) / (2 * (1 - others));
  if (!(mean > 0)) return NO_WAIT;
  const second = 2 * mean ** 2 + (rate * ((model.cube[s] as number) - long.cube)) / (3 * (1 - others));
  // The law with an atom at 0 and an exponential tail that has these two moments: that of M/M/1 itself.
  return atomAndExponential((2 * mean ** 2) / second, second / (2 * mean));
}

/** M/G/m by Allen–Cunneen: the M/M/m wait times (1 + cs²)/2 (Allen 1990, §5.3.6). */
function severalServers(model: OpenModel, s: number, load: number, servers: number): Cumulants {
  const visits = model.visits[s] as number;
  const mean = (model.demand[s] as number) / visits;
  const ratio = (model.square[s] as number) / visits / mean ** 2;
  return atomAndExponential(erlangC(load, servers), ((ratio / 2) * mean) / (servers - load));
}

function solveBlocking(model: OpenModel, state: Draft): void {
  const { long, compiled } = model;
  const station = compiled.stations[model.blockingStation] as CompiledStation;
  const rate = state.rate / station.copies;
  const load: BlockingLoad = {
    rate: rate * long.jobs,
    slices: long.pieces / long.jobs,
    squaredSlices: long.squaredPieces / long.jobs,
    slice: long.time / long.pieces,
    squaredSlice: long.square / long.pieces,
    otherUtilization: (state.utilization[model.blockingStation] as number) - rate * long.time,
    gap: model.gap,
    residualWork: rate * long.residual,
    waitingWork: rate * long.ahead,
  };
  let most = 1;
  let mostOfLong = 0;
  let ownPieces = 0;
  compiled.classes.forEach((_, c) => {
    const own = model.longPieces[c] as number;
    const visits = loopVisits(model, c);
    if (own === 0) most = Math.max(most, visits);
    else if (visits > mostOfLong) {
      mostOfLong = visits;
      ownPieces = own;
    }
  });
  state.blocking = blockingOf(load, Math.ceil(most), 0);
  if (mostOfLong > 0) {
    state.blockingOfLong = blockingOf(load, Math.ceil(mostOfLong), (load.slice * ownPieces) / mostOfLong);
  }
}

/** Times a request of a class queues at the blocking station: its visits, and each further slice of its own long work. */
export function loopVisits({ compiled, blockingStation, longPieces }: OpenModel, c: number): number {
  const { loads } = compiled;
  const own = longPieces[c] as number;
  return (loads.pathVisits[c * loads.stationCount + blockingStation] as number) + Math.max(0, own - 1);
}

/**
 * A pool as the flow-equivalent server of what is inside: stations used mostly inside are a closed network limited by the tokens, slowed by
 * their outside work; the others, already solved with all their load, are delays.
 */
function solvePool(model: OpenModel, state: Draft, pool: number): void {
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

/** Mean wait of one visit, long jobs included. */
export function meanWaitOf(model: OpenModel, state: OpenState, s: number): number {
  const blocked = s === model.blockingStation ? (state.blocking?.meanWait ?? 0) : 0;
  return (state.waits[s] as Cumulants).mean + blocked;
}
