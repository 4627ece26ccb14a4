import { type Cells, change, type Items, type Stamped } from './cells.ts';
import { UNDEFINED } from './create.ts';
import type { Value } from './values.ts';

/** One reversible write to the abstract state: a variable or field (`map`), or an element added to an array (`list`). */
export type Write =
  | {
      readonly kind: 'key';
      readonly map: Cells;
      readonly key: string;
      readonly before: Value | undefined;
      readonly after: Value;
      /** Versions around the change. */
      readonly was: number;
      readonly became: number;
    }
  | {
      readonly kind: 'push';
      readonly list: Items;
      readonly item: Value;
      /** Only one way of the code adds it. */
      readonly unsure: boolean;
      readonly was: number;
      readonly became: number;
    };

/** Log of writes, so that the state after a branch, or after a request, can be taken back and put again. */
export interface Trail {
  readonly writes: Write[];
}

export function newTrail(): Trail {
  return { writes: [] };
}

/** Sets a key of a map reversibly. */
export function writeKey(trail: Trail, map: Cells, key: string, after: Value): void {
  const before = map.get(key);
  if (before === after) return;
  const was = map.version;
  map.set(key, after);
  trail.writes.push({ kind: 'key', map, key, before, after, was, became: map.version });
}

/** Appends to an array reversibly. */
export function writePush(trail: Trail, list: Items, item: Value, unsure = false): void {
  const was = list.version;
  change(list);
  list.push(item);
  if (unsure) list.unsure += 1;
  trail.writes.push({ kind: 'push', list, item, unsure, was, became: list.version });
}

/** Takes back every write after the mark and returns them, oldest first. */
export function rollBack(trail: Trail, mark: number): readonly Write[] {
  if (trail.writes.length === mark) return UNTOUCHED;
  const undone = trail.writes.splice(mark);
  for (let index = undone.length - 1; index >= 0; index--) undo(undone[index]);
  return undone;
}

const UNTOUCHED: readonly Write[] = [];

function undo(write: Write | undefined): void {
  if (write === undefined) return;
  if (write.kind === 'push') {
    write.list.pop();
    if (write.unsure) write.list.unsure -= 1;
  } else if (write.before === undefined) write.map.delete(write.key);
  else write.map.set(write.key, write.before);
  stampOf(write).version = write.was;
}

function stampOf(write: Write): Stamped {
  return write.kind === 'push' ? write.list : write.map;
}

/** Puts writes again. Where they meet what they met, they leave what they left. */
export function replay(trail: Trail, writes: readonly Write[]): void {
  for (const write of writes) {
    const stamp = stampOf(write);
    const same = stamp.version === write.was;
    const count = trail.writes.length;
    if (write.kind === 'push') writePush(trail, write.list, write.item, write.unsure);
    else writeKey(trail, write.map, write.key, write.after);
    if (!same || trail.writes.length === count) continue;
    stamp.version = write.became;
    trail.writes[count] = write;
  }
}

/**
 * Puts the writes of alternatives of which one happened: each variable becomes the union of what it may be.
 * `exhaustive` is false when it may be that none of them happened.
 */
export function merge(
  trail: Trail,
  runs: readonly (readonly Write[])[],
  exhaustive: boolean,
  join: (values: readonly Value[]) => Value,
): void {
  if (runs.length === 1 && exhaustive) {
    replay(trail, runs[0] ?? []);
    return;
  }
  if (runs.every((writes) => writes.length === 0)) return;
  const finals = runs.map(finalValues);
  for (const [map, names] of touchedBy(finals))
    for (const key of names) mergeKey(trail, finals, map, key, exhaustive, join);
  for (const writes of runs)
    for (const write of writes)
      if (write.kind === 'push')
        writePush(trail, write.list, write.item, write.unsure || (exhaustive && !addedByAll(runs, write.list)));
}

/** Whether each of the alternatives adds to an array. */
function addedByAll(runs: readonly (readonly Write[])[], list: Items): boolean {
  return runs.every((writes) => writes.some((write) => write.kind === 'push' && write.list === list));
}

function touchedBy(finals: readonly Finals[]): ReadonlyMap<Cells, ReadonlySet<string>> {
  const touched = new Map<Cells, Set<string>>();
  for (const final of finals)
    for (const [map, keys] of final) {
      const names = touched.get(map);
      if (names === undefined) touched.set(map, new Set(keys.keys()));
      else for (const key of keys.keys()) names.add(key);
    }
  return touched;
}

type Finals = ReadonlyMap<Cells, ReadonlyMap<string, Value>>;

function mergeKey(
  trail: Trail,
  finals: readonly Finals[],
  map: Cells,
  key: string,
  exhaustive: boolean,
  join: (values: readonly Value[]) => Value,
): void {
  const before = map.get(key) ?? (key.startsWith('#') ? undefined : neverSet(map, key));
  const values = finals.map((final) => final.get(map)?.get(key) ?? before);
  if (!exhaustive) values.push(before);
  writeKey(trail, map, key, join(values.filter((value) => value !== undefined)));
}

function neverSet(map: Cells, key: string): Value | undefined {
  return map.unset?.(key) ?? (map.listed ? UNDEFINED : undefined);
}

function finalValues(writes: readonly Write[]): Map<Cells, Map<string, Value>> {
  const finals = new Map<Cells, Map<string, Value>>();
  for (const write of writes) {
    if (write.kind !== 'key') continue;
    const keys = finals.get(write.map);
    if (keys === undefined) finals.set(write.map, new Map([[write.key, write.after]]));
    else keys.set(write.key, write.after);
  }
  return finals;
}
