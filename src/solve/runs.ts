import type { CompiledStation } from './compile.ts';

/** A service at a single-server station: one piece, or several when it is cut in slices. */
export interface Run {
  readonly classIndex: number;
  readonly station: number;
  /** Expected occurrences in one request, and on the path of its answer. */
  readonly count: number;
  readonly pathCount: number;
  readonly pieces: number;
  readonly time: number;
  readonly square: number;
  readonly cube: number;
}

/** A visit to a single-server station that may still go on: work that follows at once, there, is part of it. */
interface Pending {
  readonly station: number;
  readonly count: number;
  readonly path: number;
  readonly mean: number;
  readonly variance: number;
}

/** Visits in progress during the walk through one class's activity. */
export interface RunLog {
  pending: readonly Pending[];
  /** Visits begun so far, to any station. */
  begun: number;
  readonly finish: (pending: Pending) => void;
}

/** More visits in progress at once than this (a choice doubles them) are averaged. */
const MOST_PENDING = 6;

/** Work at a single-server station; returns how many of its occurrences begin a visit instead of going on with one. */
export function extend(log: RunLog, work: Pending): { readonly count: number; readonly path: number } {
  const [next, left]: [Pending[], { count: number; path: number }] = [[], { count: work.count, path: work.path }];
  for (const old of log.pending) {
    if (old.station !== work.station) {
      log.finish(old);
      continue;
    }
    const count = Math.min(old.count, left.count);
    const part = old.count > 0 ? count / old.count : 0;
    if (part < 1 - 1e-12) log.finish(scaled(old, 1 - part));
    if (count > 0) {
      next.push({ ...scaled(old, part), mean: old.mean + work.mean, variance: old.variance + work.variance });
    }
    left.count -= count;
    left.path = Math.max(0, left.path - old.path * part);
  }
  if (left.count > 1e-12 * work.count) {
    next.push({ ...work, ...left });
    log.begun++;
  } else left.count = 0;
  log.pending = next;
  return left.count > 0 ? left : { count: 0, path: 0 };
}

/** The request goes elsewhere: all visits in progress are over. */
export function finishAll(log: RunLog): void {
  for (const pending of log.pending) log.finish(pending);
  log.pending = [];
}

/** Visits in progress, for a part of the requests only. */
export function share(pending: readonly Pending[], part: number): readonly Pending[] {
  return pending.map((one) => scaled(one, part));
}

/** Visits in progress at the end of several branches. */
export function together(branches: readonly (readonly Pending[])[]): readonly Pending[] {
  const all = branches.flat();
  return all.length <= MOST_PENDING ? all : averaged(all);
}

/** The same visits grown as much again, `more` times: a loop whose body stays where it is. */
export function grown(before: readonly Pending[], after: readonly Pending[], more: number): readonly Pending[] {
  return before.map((one, i) => ({
    ...one,
    mean: one.mean + more * ((after[i]?.mean ?? one.mean) - one.mean),
    variance: one.variance + more * ((after[i]?.variance ?? one.variance) - one.variance),
  }));
}

function averaged(all: readonly Pending[]): readonly Pending[] {
  const stations = [...new Set(all.map(({ station }) => station))];
  return stations.map((station) => {
    const same = all.filter((one) => one.station === station);
    const sum = (f: (one: Pending) => number) => same.reduce((total, one) => total + f(one), 0);
    const count = sum((one) => one.count);
    const mean = sum((one) => one.count * one.mean) / count;
    const second = sum((one) => one.count * (one.variance + one.mean ** 2)) / count;
    return { station, count, path: sum((one) => one.path), mean, variance: Math.max(0, second - mean ** 2) };
  });
}

function scaled(pending: Pending, part: number): Pending {
  return { ...pending, count: pending.count * part, path: pending.path * part };
}

interface Cut {
  readonly pieces: number;
  readonly square: number;
  readonly cube: number;
}

/** Whether visits to a station can go on from one step to the next. */
export function goesOnThere(station: CompiledStation): boolean {
  return station.type === 'queue' && station.servers === 1 && station.rateLimit === Number.POSITIVE_INFINITY;
}

/**
 * Pieces of one service cut at `slice`: their number, ΣE[piece²], ΣE[piece³]. Gamma moments when it is hardly ever cut. When it is, a service
 * of variability below ½ is cut as if it were constant, and above as if it were exponential (memoryless: the pieces are i.i.d. min(S, slice)).
 */
export function cutInSlices(time: number, variability: number, slice: number): Cut {
  const square = time * time * (1 + variability);
  if (time * (1 + 2 * Math.sqrt(variability)) <= slice) {
    return { pieces: 1, square, cube: square * time * (1 + 2 * variability) };
  }
  if (variability < 0.5) {
    const whole = Math.floor(time / slice + 1e-9);
    const rest = Math.max(0, time - whole * slice);
    const pieces = whole + (rest > 1e-9 * time ? 1 : 0);
    return { pieces, square: whole * slice ** 2 + rest ** 2, cube: whole * slice ** 3 + rest ** 3 };
  }
  const x = slice / time;
  const ended = -Math.expm1(-x);
  const pieces = 1 / ended;
  const left = 1 - ended;
  return {
    pieces,
    square: pieces * 2 * time ** 2 * (1 - left * (1 + x)),
    cube: pieces * 6 * time ** 3 * (1 - left * (1 + x + x ** 2 / 2)),
  };
}
