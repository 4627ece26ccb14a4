import type { CompiledModel } from './compile.ts';
import { type PoolInside, poolInsides } from './pool-loads.ts';
import {
  RUN_CLASS,
  RUN_COUNT,
  RUN_CUBE,
  RUN_FIELDS,
  RUN_PATH_COUNT,
  RUN_PIECES,
  RUN_SQUARE,
  RUN_STATION,
  RUN_TIME,
} from './runs.ts';

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
  /** Most visits of a class to the blocking station: of those without long work, of those with some, and the slices of the latter. */
  readonly mostVisits: number;
  readonly mostOfLong: number;
  readonly ownPieces: number;
  /** What is inside each pool, by station. */
  readonly insides: readonly (PoolInside | undefined)[];
}

export interface LongWork {
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

export const NO_LONG_WORK: LongWork = {
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

const known = new WeakMap<CompiledModel, OpenModel>();

/** Adds the loads up over the mix, once for each compiled model. */
export function openModel(compiled: CompiledModel): OpenModel {
  const model = known.get(compiled) ?? addedUp(compiled);
  known.set(compiled, model);
  return model;
}

function addedUp(compiled: CompiledModel): OpenModel {
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
  const totals = { compiled, visits, demand, pieces, square, cube, insides: poolInsides(compiled, visits) };
  return { ...totals, blockingStation: station, long, longPieces, gap, ...mostVisits(compiled, station, longPieces) };
}

function mostVisits(compiled: CompiledModel, station: number, longPieces: Float64Array) {
  let most = 1;
  let mostOfLong = 0;
  let ownPieces = 0;
  for (let c = 0; station >= 0 && c < longPieces.length; c++) {
    const own = longPieces[c] as number;
    const visits = loopVisits({ compiled, blockingStation: station, longPieces }, c);
    if (own === 0) most = Math.max(most, visits);
    else if (visits > mostOfLong) {
      mostOfLong = visits;
      ownPieces = own;
    }
  }
  return { mostVisits: most, mostOfLong, ownPieces };
}

/** The single-server station whose second moment is most dominated by long pieces: dominant piece = Σ piece³ / Σ piece², work weighted. */
function blockingStation(compiled: CompiledModel, pieces: Float64Array, demand: Float64Array, square: Float64Array) {
  const cubes = new Float64Array(pieces.length);
  const sliced = new Float64Array(pieces.length);
  const { runs } = compiled.loads;
  for (let run = 0; run < runs.length; run += RUN_FIELDS) {
    // Length of a piece whatever its variability: a merely variable service is not long work.
    const share = compiled.classes[runs[run + RUN_CLASS] as number]?.share ?? 0;
    const station = runs[run + RUN_STATION] as number;
    const pieces = runs[run + RUN_PIECES] as number;
    const square = share * (runs[run + RUN_COUNT] as number) * (runs[run + RUN_SQUARE] as number);
    cubes[station] = (cubes[station] as number) + square * ((runs[run + RUN_TIME] as number) / pieces);
    if (pieces > 1) sliced[station] = (sliced[station] as number) + square;
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
  const { runs } = compiled.loads;
  for (let run = 0; run < runs.length; run += RUN_FIELDS) {
    const time = runs[run + RUN_TIME] as number;
    const square = runs[run + RUN_SQUARE] as number;
    if (runs[run + RUN_STATION] !== station || square < threshold * time) continue;
    const c = runs[run + RUN_CLASS] as number;
    const pieces = runs[run + RUN_PIECES] as number;
    const count = (runs[run + RUN_COUNT] as number) * (compiled.classes[c]?.share ?? 0);
    sums.jobs += count;
    sums.pieces += count * pieces;
    sums.squaredPieces += count * pieces * pieces;
    sums.time += count * time;
    sums.square += count * square;
    sums.cube += count * (runs[run + RUN_CUBE] as number);
    longPieces[c] = (longPieces[c] as number) + (runs[run + RUN_PATH_COUNT] as number) * pieces;
  }
  const episode = (sums.squaredPieces / sums.jobs) * (sums.time / sums.pieces);
  let [residual, ahead] = [0, 0];
  const { runsFrom } = compiled.loads;
  compiled.classes.forEach(({ share }, c) => {
    const together = episode / (episode + gapOf(compiled, c, station));
    const work = workOf(runs.subarray(runsFrom[c], runsFrom[c + 1]), station, threshold, together);
    residual += (share * work.square) / 2;
    ahead += share * work.ahead;
  });
  return { ...sums, residual, ahead };
}

/**
 * Second moment of the work of one request at a station, and work ahead summed over its short visits. Visits far apart (`together` near 0) are
 * as good as visits of different requests.
 */
function workOf(runs: Float64Array, station: number, threshold: number, together: number) {
  let [square, alone, total, shortVisits, ahead] = [0, 0, 0, 0, 0];
  for (let run = 0; run < runs.length; run += RUN_FIELDS) {
    if (runs[run + RUN_STATION] !== station) continue;
    const count = runs[run + RUN_COUNT] as number;
    const time = runs[run + RUN_TIME] as number;
    const ofPieces = runs[run + RUN_SQUARE] as number;
    const work = count * time;
    square += count * ((runs[run + RUN_PIECES] as number) > 1 ? time * time : ofPieces);
    alone += Math.min(count, count * count) * time * time;
    total += work;
    ahead += together * shortVisits * work;
    if (ofPieces < threshold * time) {
      shortVisits += count;
      ahead += work * (1 + (together * Math.max(0, count - 1)) / 2);
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

/** Times a request of a class queues at the blocking station: its visits, and each further slice of its own long work. */
export function loopVisits(
  { compiled, blockingStation, longPieces }: Pick<OpenModel, 'compiled' | 'blockingStation' | 'longPieces'>,
  c: number,
): number {
  const { loads } = compiled;
  const own = longPieces[c] as number;
  return (loads.pathVisits[c * loads.stationCount + blockingStation] as number) + Math.max(0, own - 1);
}
