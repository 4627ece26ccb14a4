import type { CompiledClass, CompiledStation } from './compile.ts';
import {
  goesOnThere,
  RUN_CLASS,
  RUN_COUNT,
  RUN_CUBE,
  RUN_FIELDS,
  RUN_PATH_COUNT,
  RUN_PIECES,
  RUN_SQUARE,
  RUN_STATION,
  RUN_TIME,
  type RunLog,
  runLog,
} from './runs.ts';
import { type Cut, cutInSlices } from './slices.ts';
import { walkClass } from './walk.ts';

/**
 * What one request of each class asks of each station, as flat arrays indexed by `class × stations + station`.
 * Work counts everything; path counts only what the answer waits for (the longest branch of a parallel, nothing detached).
 */
export interface Loads {
  readonly stationCount: number;
  /** Visits of one request (of a pool: holds). */
  readonly visits: Float64Array;
  /** Service demand of one request, seconds (of a pool: idle time its token is held). */
  readonly demand: Float64Array;
  /** Uninterrupted pieces of service of one request. */
  readonly pieces: Float64Array;
  /** Sum over the pieces of E[piece²] and E[piece³]. */
  readonly square: Float64Array;
  readonly cube: Float64Array;
  /** Visits that the answer waits for. */
  readonly pathVisits: Float64Array;
  /** Cumulants of the response time on an idle system, per class: mean, variance, third central moment. */
  readonly idleMean: Float64Array;
  readonly idleVariance: Float64Array;
  readonly idleThird: Float64Array;
  /** Inside each pool, per request of the mix: `pool × stations + station`. */
  readonly insideVisits: Float64Array;
  readonly insideDemand: Float64Array;
  /** Services at stations with one server, to tell long blocking work from the rest: `run × RUN_FIELDS + field`, see `runs.ts`. */
  readonly runs: Float64Array;
}

/** Where the walk through the activities is, and what it adds to. */
export interface Walk {
  readonly stations: readonly CompiledStation[];
  /** Whether visits go on from one step to the next, by station. */
  readonly goesOnThere: Uint8Array;
  readonly loads: Loads;
  readonly log: RunLog;
  readonly cut: Cut;
  /** Pools held at this point. */
  readonly pools: number[];
  code: Int32Array;
  constants: Float64Array;
  numbers: Float64Array;
  /** First place of the class in the arrays by class and station. */
  row: number;
  share: number;
  /** Of the last step: mean, variance and third central moment of its time, and the probability that what follows still runs. */
  readonly idle: Float64Array;
}

/** Loads of all classes. Linear in the size of the activities. */
export function loadsOf(stations: readonly CompiledStation[], classes: readonly CompiledClass[]): Loads {
  const size = stations.length * classes.length;
  const square = stations.length ** 2;
  let runs: Float64Array = new Float64Array(1024 * RUN_FIELDS);
  let used = 0;
  const loads = {
    stationCount: stations.length,
    visits: new Float64Array(size),
    demand: new Float64Array(size),
    pieces: new Float64Array(size),
    square: new Float64Array(size),
    cube: new Float64Array(size),
    pathVisits: new Float64Array(size),
    idleMean: new Float64Array(classes.length),
    idleVariance: new Float64Array(classes.length),
    idleThird: new Float64Array(classes.length),
    insideVisits: new Float64Array(square),
    insideDemand: new Float64Array(square),
    runs,
  };
  const cut: Cut = { pieces: 0, square: 0, cube: 0 };
  const finish: RunLog['finish'] = (station, count, path, mean, variance) => {
    cutInSlices(mean, variance / mean ** 2, (stations[station] as CompiledStation).slice, cut);
    addPieces(loads, walk.row + station, count, cut);
    if (used + RUN_FIELDS > runs.length) runs = grown(runs);
    runs[used + RUN_CLASS] = walk.row / stations.length;
    runs[used + RUN_STATION] = station;
    runs[used + RUN_COUNT] = count;
    runs[used + RUN_PATH_COUNT] = path;
    runs[used + RUN_PIECES] = cut.pieces;
    runs[used + RUN_TIME] = mean;
    runs[used + RUN_SQUARE] = cut.square;
    runs[used + RUN_CUBE] = cut.cube;
    used += RUN_FIELDS;
  };
  const walk: Walk = {
    stations,
    goesOnThere: Uint8Array.from(stations, (station) => Number(goesOnThere(station))),
    loads,
    log: runLog(finish),
    cut,
    pools: [],
    code: new Int32Array(0),
    constants: new Float64Array(0),
    numbers: new Float64Array(0),
    row: 0,
    share: 0,
    idle: new Float64Array(4),
  };
  classes.forEach((requestClass, c) => {
    walkClass(walk, requestClass, c);
    loads.idleMean[c] = walk.idle[0] as number;
    loads.idleVariance[c] = walk.idle[1] as number;
    loads.idleThird[c] = walk.idle[2] as number;
  });
  return { ...loads, runs: runs.subarray(0, used) };
}

/** Adds so many times the pieces of a service. */
export function addPieces(loads: Loads, at: number, count: number, cut: Cut): void {
  loads.pieces[at] = (loads.pieces[at] as number) + count * cut.pieces;
  loads.square[at] = (loads.square[at] as number) + count * cut.square;
  loads.cube[at] = (loads.cube[at] as number) + count * cut.cube;
}

function grown(runs: Float64Array): Float64Array {
  const larger = new Float64Array(runs.length * 2);
  larger.set(runs);
  return larger;
}
