import type { CompiledStation } from './compile.ts';

/** A run is a service at a single-server station: one piece, or several when it is cut in slices. So many numbers describe it. */
export const RUN_FIELDS = 8;
export const RUN_CLASS = 0;
export const RUN_STATION = 1;
/** Expected occurrences in one request, and on the path of its answer. */
export const RUN_COUNT = 2;
export const RUN_PATH_COUNT = 3;
export const RUN_PIECES = 4;
export const RUN_TIME = 5;
/** ΣE[piece²] and ΣE[piece³] of one occurrence. */
export const RUN_SQUARE = 6;
export const RUN_CUBE = 7;

/** Fields of a visit in progress. */
const STATION = 0;
const COUNT = 1;
const PATH = 2;
const MEAN = 3;
const VARIANCE = 4;
const FIELDS = 5;

/**
 * Visits in progress during the walk through one class's activity: work that follows at once, at the same single-server station, goes on with
 * the visit. The set at hand is the top of a stack, from `from` up to `to`, so that branches start each from a copy of what came before.
 */
export interface RunLog {
  visits: Float64Array;
  from: number;
  to: number;
  /** Visits begun so far, to any station. */
  begun: number;
  /** Occurrences of the last work that began a visit instead of going on with one. */
  beginning: number;
  beginningPath: number;
  readonly finish: (station: number, count: number, path: number, mean: number, variance: number) => void;
}

/** More visits in progress at once than this (a choice doubles them) are averaged. */
const MOST_PENDING = 6;
const NEGLIGIBLE = 1e-12;

/** A log without a visit in progress. */
export function runLog(finish: RunLog['finish']): RunLog {
  return { visits: new Float64Array(64 * FIELDS), from: 0, to: 0, begun: 0, beginning: 0, beginningPath: 0, finish };
}

/** Work at a single-server station, `count` times; `beginning` says how many of its occurrences begin a visit. */
export function extend(
  log: RunLog,
  station: number,
  count: number,
  path: number,
  mean: number,
  variance: number,
): void {
  let left = count;
  let leftPath = path;
  let write = log.from;
  const { visits } = log;
  for (let read = log.from; read < log.to; read++) {
    const at = read * FIELDS;
    const old = visits[at + COUNT] as number;
    if (visits[at + STATION] !== station) {
      end(log, read, 1);
      continue;
    }
    const same = Math.min(old, left);
    const part = old > 0 ? same / old : 0;
    if (part < 1 - NEGLIGIBLE) end(log, read, 1 - part);
    const oldPath = (visits[at + PATH] as number) * part;
    if (same > 0) {
      put(
        log,
        write++,
        station,
        old * part,
        oldPath,
        (visits[at + MEAN] as number) + mean,
        (visits[at + VARIANCE] as number) + variance,
      );
    }
    left -= same;
    leftPath = Math.max(0, leftPath - oldPath);
  }
  const begins = left > NEGLIGIBLE * count;
  if (begins) {
    put(log, write++, station, left, leftPath, mean, variance);
    log.begun++;
  }
  log.to = write;
  log.beginning = begins ? left : 0;
  log.beginningPath = begins ? leftPath : 0;
}

/** The request goes elsewhere: all visits in progress are over. */
export function finishAll(log: RunLog): void {
  for (let i = log.from; i < log.to; i++) end(log, i, 1);
  log.to = log.from;
}

/** Pushes a copy of visits in progress, for a part of the requests only, and makes it the set at hand. */
export function pushShare(log: RunLog, from: number, to: number, part: number): void {
  log.from = log.to;
  for (let i = from; i < to; i++) {
    const at = i * FIELDS;
    const { visits } = log;
    put(
      log,
      log.to++,
      visits[at] as number,
      (visits[at + COUNT] as number) * part,
      (visits[at + PATH] as number) * part,
      visits[at + MEAN] as number,
      visits[at + VARIANCE] as number,
    );
  }
}

/** Replaces the set at hand before the branches, which began at `before`, by all that follows `branches` on the stack. */
export function together(log: RunLog, before: number, branches: number): void {
  log.visits.copyWithin(before * FIELDS, branches * FIELDS, log.to * FIELDS);
  log.to -= branches - before;
  log.from = before;
  if (log.to - before > MOST_PENDING) average(log);
}

/** Grows the visits at `from` as much again as they have grown since, `more` times: a loop whose body stays where it is. */
export function growLike(log: RunLog, first: number, more: number): void {
  const { visits, from, to } = log;
  for (let i = 0; i < to - from; i++) {
    const [now, then] = [(from + i) * FIELDS, (first + i) * FIELDS];
    for (const field of [MEAN, VARIANCE]) {
      const before = visits[then + field] as number;
      visits[now + field] = before + more * ((visits[now + field] as number) - before);
    }
    visits[now + COUNT] = visits[then + COUNT] as number;
    visits[now + PATH] = visits[then + PATH] as number;
  }
}

/** Multiplies the occurrences of the visits at hand. */
export function scaleVisits({ visits, from, to }: RunLog, part: number): void {
  for (let i = from; i < to; i++) {
    visits[i * FIELDS + COUNT] = (visits[i * FIELDS + COUNT] as number) * part;
    visits[i * FIELDS + PATH] = (visits[i * FIELDS + PATH] as number) * part;
  }
}

/** One visit per station, with the moments of the mixture. */
function average(log: RunLog): void {
  let size = 0;
  for (let i = log.from; i < log.to; i++) {
    const { visits } = log;
    const at = i * FIELDS;
    const count = visits[at + COUNT] as number;
    const mean = visits[at + MEAN] as number;
    let into = log.from;
    while (into < log.from + size && visits[into * FIELDS] !== visits[at]) into++;
    const [first, second] = [count * mean, count * ((visits[at + VARIANCE] as number) + mean * mean)];
    const path = visits[at + PATH] as number;
    if (into === log.from + size) {
      size++;
      put(log, into, visits[at] as number, count, path, first, second);
    } else {
      [count, path, first, second].forEach((value, field) => {
        visits[into * FIELDS + COUNT + field] = (visits[into * FIELDS + COUNT + field] as number) + value;
      });
    }
  }
  log.to = log.from + size;
  for (let at = log.from * FIELDS; at < log.to * FIELDS; at += FIELDS) {
    const { visits } = log;
    const count = Math.max(visits[at + COUNT] as number, Number.MIN_VALUE);
    const mean = (visits[at + MEAN] as number) / count;
    const second = (visits[at + VARIANCE] as number) / count;
    visits[at + MEAN] = mean;
    visits[at + VARIANCE] = Math.max(0, second - mean * mean);
  }
}

function end({ visits, finish }: RunLog, index: number, part: number): void {
  const at = index * FIELDS;
  finish(
    visits[at] as number,
    (visits[at + COUNT] as number) * part,
    (visits[at + PATH] as number) * part,
    visits[at + MEAN] as number,
    visits[at + VARIANCE] as number,
  );
}

function put(log: RunLog, index: number, station: number, count: number, path: number, mean: number, variance: number) {
  const at = index * FIELDS;
  if (at + FIELDS > log.visits.length) {
    const grown = new Float64Array(log.visits.length * 2);
    grown.set(log.visits);
    log.visits = grown;
  }
  const { visits } = log;
  visits[at] = station;
  visits[at + COUNT] = count;
  visits[at + PATH] = path;
  visits[at + MEAN] = mean;
  visits[at + VARIANCE] = variance;
}

/** Whether visits to a station can go on from one step to the next. */
export function goesOnThere(station: CompiledStation): boolean {
  return station.type === 'queue' && station.servers === 1 && station.rateLimit === Number.POSITIVE_INFINITY;
}
