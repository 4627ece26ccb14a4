import type { CompiledClass, CompiledStation } from './compile.ts';
import { type KnownLoads, onlyRow, place } from './known-loads.ts';
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
  /** First run of each class, and one more. */
  readonly runsFrom: Int32Array;
  /** Inside each pool, per request of each class: `(class × pools + pool of pools) × 2 × stations + station`, visits then demand. */
  readonly inside: Float64Array;
}

/** Where the walk through the activities is, and what it adds to. */
export interface Walk {
  readonly stations: readonly CompiledStation[];
  /** Whether visits go on from one step to the next, by station. */
  readonly goesOnThere: Uint8Array;
  readonly loads: Loads;
  readonly log: RunLog;
  readonly cut: Cut;
  /** Where what is inside each of the pools held at this point adds up, in `loads.inside`. */
  readonly pools: number[];
  /** Rank of each station among the pools. */
  readonly poolRank: Int32Array;
  poolCount: number;
  code: Int32Array;
  constants: Float64Array;
  numbers: Float64Array;
  /** First place of the class in the arrays by class and station. */
  row: number;
  /** Of the last step: mean, variance and third central moment of its time, and the probability that what follows still runs. */
  readonly idle: Float64Array;
}

/**
 * Loads of all classes. Linear in the size of the activities. Classes whose loads are among `known` are not walked; `walked` is told of the others,
 * with their runs.
 */
export function loadsOf(
  stations: readonly CompiledStation[],
  classes: readonly CompiledClass[],
  known: readonly (KnownLoads | undefined)[] = [],
  walked: (loads: Loads, c: number, runs: Float64Array) => void = () => {},
): Loads {
  const poolRank = Int32Array.from(stations, ({ type }, s) => (type === 'pool' ? s : -1));
  let poolCount = 0;
  for (let s = 0; s < stations.length; s++) if (poolRank[s] !== -1) poolRank[s] = poolCount++;
  const loads = emptyLoads(stations.length, classes.length, poolCount);
  const runs: Runs = { values: new Float64Array(1024 * RUN_FIELDS), used: 0 };
  const cut: Cut = { pieces: 0, square: 0, cube: 0 };
  const finish: RunLog['finish'] = (station, count, path, mean, variance) => {
    cutInSlices(mean, variance / (mean * mean), (stations[station] as CompiledStation).slice, cut);
    addPieces(loads, walk.row + station, count, cut);
    addRun(runs, walk.row / stations.length, station, count, path, mean, cut);
  };
  const walk: Walk = {
    stations,
    goesOnThere: Uint8Array.from(stations, (station) => Number(goesOnThere(station))),
    loads,
    log: runLog(finish),
    cut,
    pools: [],
    poolRank,
    poolCount,
    code: new Int32Array(0),
    constants: new Float64Array(0),
    numbers: new Float64Array(0),
    row: 0,
    idle: new Float64Array(4),
  };
  classes.forEach((requestClass, c) => {
    const before = known[c];
    const first = runs.used;
    if (before !== undefined) {
      place(before.row, loads, c);
      takeOverRuns(before.runs, c, runs);
    } else {
      walkClass(walk, requestClass, c);
      loads.idleMean[c] = walk.idle[0] as number;
      loads.idleVariance[c] = walk.idle[1] as number;
      loads.idleThird[c] = walk.idle[2] as number;
      walked(loads, c, runs.values.slice(first, runs.used));
    }
    loads.runsFrom[c + 1] = runs.used;
  });
  addInsides(loads, stations, classes);
  return { ...loads, runs: runs.values.subarray(0, runs.used) };
}

function emptyLoads(stations: number, classes: number, pools: number): Loads {
  const size = stations * classes;
  return {
    stationCount: stations,
    visits: new Float64Array(size),
    demand: new Float64Array(size),
    pieces: new Float64Array(size),
    square: new Float64Array(size),
    cube: new Float64Array(size),
    pathVisits: new Float64Array(size),
    idleMean: new Float64Array(classes),
    idleVariance: new Float64Array(classes),
    idleThird: new Float64Array(classes),
    insideVisits: new Float64Array(stations ** 2),
    insideDemand: new Float64Array(stations ** 2),
    runs: new Float64Array(0),
    runsFrom: new Int32Array(classes + 1),
    inside: new Float64Array(2 * size * pools),
  };
}

function takeOverRuns(from: Float64Array, c: number, runs: Runs): void {
  while (runs.used + from.length > runs.values.length) growRuns(runs);
  const { values, used } = runs;
  for (let i = 0; i < from.length; i++) values[used + i] = from[i] as number;
  for (let run = used; run < used + from.length; run += RUN_FIELDS) values[run + RUN_CLASS] = c;
  runs.used += from.length;
}

/** Loads of one class of all, as of a model of its own. */
export function loadsOfOne(all: Loads, stations: readonly CompiledStation[], c: number): Loads {
  const pools = all.inside.length / (2 * all.visits.length);
  const loads = emptyLoads(stations.length, 1, pools);
  const runs = onlyRow(all, loads, c);
  loads.runsFrom[1] = runs.length;
  addInsides(loads, stations, [{ share: 1 }]);
  return { ...loads, runs };
}

/** Adds what is inside the pools up over the mix. */
function addInsides(
  loads: Loads,
  stations: readonly CompiledStation[],
  classes: readonly { readonly share: number }[],
): void {
  const width = stations.length;
  let at = 0;
  for (const { share } of classes) {
    for (let pool = 0; pool < width; pool++) {
      if (stations[pool]?.type !== 'pool') continue;
      for (let s = pool * width; s < (pool + 1) * width; s++, at++) {
        loads.insideVisits[s] = (loads.insideVisits[s] as number) + share * (loads.inside[at] as number);
        loads.insideDemand[s] = (loads.insideDemand[s] as number) + share * (loads.inside[at + width] as number);
      }
      at += width;
    }
  }
}

interface Runs {
  values: Float64Array;
  used: number;
}

function addRun(
  runs: Runs,
  classIndex: number,
  station: number,
  count: number,
  path: number,
  time: number,
  cut: Cut,
): void {
  if (runs.used + RUN_FIELDS > runs.values.length) growRuns(runs);
  const { values, used } = runs;
  values[used + RUN_CLASS] = classIndex;
  values[used + RUN_STATION] = station;
  values[used + RUN_COUNT] = count;
  values[used + RUN_PATH_COUNT] = path;
  values[used + RUN_PIECES] = cut.pieces;
  values[used + RUN_TIME] = time;
  values[used + RUN_SQUARE] = cut.square;
  values[used + RUN_CUBE] = cut.cube;
  runs.used += RUN_FIELDS;
}

function growRuns(runs: Runs): void {
  const larger = new Float64Array(runs.values.length * 2);
  larger.set(runs.values);
  runs.values = larger;
}

/** Adds so many times the pieces of a service. */
export function addPieces(loads: Loads, at: number, count: number, cut: Cut): void {
  loads.pieces[at] = (loads.pieces[at] as number) + count * cut.pieces;
  loads.square[at] = (loads.square[at] as number) + count * cut.square;
  loads.cube[at] = (loads.cube[at] as number) + count * cut.cube;
}
