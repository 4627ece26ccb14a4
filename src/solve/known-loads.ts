import type { Layout } from './layout.ts';
import type { Loads } from './loads.ts';
import { RUN_CLASS, RUN_FIELDS } from './runs.ts';

/** What one class asks of each station, at some values of the parameters that its program depends on. */
export interface KnownLoads {
  /** How the stations serve. */
  readonly service: string;
  /** Values of the parameters used, in the order of `layout.uses`. */
  readonly values: Float64Array;
  /** Values of the expressions, by slot. */
  readonly numbers: Float64Array;
  /** Its part of each array of the loads, one after the other. */
  readonly row: Float64Array;
  readonly runs: Float64Array;
}

/** Values at hand for each program: typical, both ends, and the accounts of a few standings. */
const MOST = 8;
// Layouts are immutable and shared by the models that have the same program: what a class asks is worked out once for all of them.
const known = new WeakMap<Layout, KnownLoads[]>();

/** The loads of a program at these values of the parameters, when they are at hand: the same numbers, digit for digit. */
export function recall(layout: Layout, values: Float64Array, service: string): KnownLoads | undefined {
  const all = known.get(layout);
  if (all === undefined) return undefined;
  for (let i = 0; i < all.length; i++) {
    const one = all[i] as KnownLoads;
    if (!isAt(one.values, layout.uses, values) || one.service !== service) continue;
    all.copyWithin(1, 0, i);
    all[0] = one;
    return one;
  }
  return undefined;
}

function isAt(kept: Float64Array, uses: Int32Array, values: Float64Array): boolean {
  for (let i = 0; i < uses.length; i++) if (kept[i] !== values[uses[i] as number]) return false;
  return true;
}

/** Keeps the loads of class `c`, whose runs are `runs`. */
export function keep(
  layout: Layout,
  at: { readonly service: string; readonly values: Float64Array; readonly numbers: Float64Array },
  loads: Loads,
  c: number,
  runs: Float64Array,
): void {
  const all = known.get(layout) ?? [];
  known.set(layout, all);
  const values = Float64Array.from(layout.uses, (parameter) => at.values[parameter] as number);
  all.unshift({ service: at.service, values, numbers: at.numbers, row: rowOf(loads, c), runs });
  all.length = Math.min(all.length, MOST);
}

/** Puts the loads of a class in their place among those of all classes; its runs are left to the caller. */
export function place(from: Float64Array, loads: Loads, c: number): void {
  let read = 0;
  for (const key of BY_CLASS) {
    const into = loads[key];
    const width = into.length / loads.idleMean.length;
    for (let i = c * width; i < (c + 1) * width; i++) into[i] = from[read++] as number;
  }
}

function rowOf(loads: Loads, c: number): Float64Array {
  const classes = loads.idleMean.length;
  let size = 0;
  for (const key of BY_CLASS) size += loads[key].length / classes;
  const row = new Float64Array(size);
  let write = 0;
  for (const key of BY_CLASS) {
    const of = loads[key];
    const width = of.length / classes;
    for (let i = c * width; i < (c + 1) * width; i++) row[write++] = of[i] as number;
  }
  return row;
}

/** The loads of one class of all, as those of a model of its own. */
export function onlyRow(loads: Loads, into: Loads, c: number): Float64Array {
  place(rowOf(loads, c), into, 0);
  const runs = loads.runs.slice(loads.runsFrom[c], loads.runsFrom[c + 1]);
  for (let run = 0; run < runs.length; run += RUN_FIELDS) runs[run + RUN_CLASS] = 0;
  return runs;
}

/** The arrays of the loads that have a part for each class. */
const BY_CLASS = [
  'visits',
  'demand',
  'pieces',
  'square',
  'cube',
  'pathVisits',
  'idleMean',
  'idleVariance',
  'idleThird',
  'inside',
] as const;
