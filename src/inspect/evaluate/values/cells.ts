import type { Value } from './values.ts';

/** What holds values and may change: variables of a scope, fields of an object, elements of an array. */
export interface Stamped {
  /** When it was made, on the clock of identities. */
  readonly born: number;
  /** Another number after each change; the same again once the change is taken back. */
  version: number;
  /** The innermost watch that noted it. */
  mark: number;
}

/** What an evaluation under way depends on, so that its result can be used again where that is the same. */
export interface Watch {
  readonly id: number;
  /** What is made later is the evaluation's own. */
  readonly since: number;
  /** What it read or wrote among what was there before, each once; beside it the version that it found, and the mark of the watch around it. */
  readonly touched: Stamped[];
  readonly versions: number[];
  readonly marks: number[];
  /** Functions that it entered, and how deep inside one another. */
  readonly entered: Set<object>;
  deepest: number;
  /** Functions that were under evaluation when it began. */
  readonly base: number;
  /** Place on the stack of the outermost function under evaluation that what happened depends on; below zero when it never repeats. */
  reach: number;
}

/** Whether what happened depends on something around it that does not repeat: the result is for this once. */
export function isSpoiled({ base, reach }: Pick<Watch, 'base' | 'reach'>): boolean {
  return reach < base;
}

let identifiers = 0;
let changes = 0;
let watches = 0;
let watching: Watch | undefined;

/** Identity of a mutable value; never part of a result. */
export function nextId(): number {
  identifiers += 1;
  return identifiers;
}

/** Runs a body under watch. `base`: functions under evaluation around it. */
export function watched<T>(body: () => T, base = 0): { readonly result: T; readonly watch: Watch } {
  const around = watching;
  watches += 1;
  const watch: Watch = {
    id: watches,
    since: identifiers,
    touched: [],
    versions: [],
    marks: [],
    entered: new Set(),
    deepest: 0,
    base,
    reach: Infinity,
  };
  watching = watch;
  try {
    return { result: body(), watch };
  } finally {
    watching = around;
    giveBack(watch);
  }
}

/** A watch has ended: its marks are those of the watch around it again, which includes what it noted. */
function giveBack(watch: Watch): void {
  const { touched, versions, marks } = watch;
  for (let index = 0; index < touched.length; index++) {
    const cells = touched[index] as Stamped;
    cells.mark = marks[index] as number;
    touch(cells, versions[index]);
  }
  include(watch);
}

/** Looks at contents on which the result does not depend. */
export function unwatched<T>(body: () => T): T {
  const around = watching;
  watching = undefined;
  try {
    return body();
  } finally {
    watching = around;
  }
}

/** What is under watch includes what was watched before, but for what that touched. */
export function include({ entered, deepest, reach }: Pick<Watch, 'entered' | 'deepest' | 'reach'>): void {
  if (watching === undefined) return;
  watching.reach = Math.min(watching.reach, reach);
  const all = watching.entered;
  entered.forEach((each) => {
    all.add(each);
  });
  watching.deepest = Math.max(watching.deepest, deepest);
}

/** Notes that a function is entered, so many deep. */
export function enter(code: object, depth: number): void {
  if (watching === undefined) return;
  watching.entered.add(code);
  watching.deepest = Math.max(watching.deepest, depth);
}

/** Notes that what is under watch depends on this. */
export function touch(cells: Stamped, version: number = cells.version): void {
  if (watching === undefined || cells.mark === watching.id || cells.born > watching.since) return;
  watching.touched.push(cells);
  watching.versions.push(version);
  watching.marks.push(cells.mark);
  cells.mark = watching.id;
}

/**
 * Says that what is under watch does something that a repetition of its result would not do again;
 * `place`: on the stack, when that only depends on the function evaluated there.
 */
export function spoil(place = -1): void {
  if (watching !== undefined) watching.reach = Math.min(watching.reach, place);
}

/** Notes a change. */
export function change(cells: Stamped): void {
  touch(cells);
  changes += 1;
  cells.version = changes;
}

/** Variables or fields by name. Every access is seen by the watch: this is why it is a class. Most hold nothing, and have no map. */
export class Cells implements ReadonlyMap<string, Value>, Stamped {
  readonly born: number;
  version: number;
  mark: number;
  /** What a key that was never set is worth, where that is known: of a request, what the client or a package may have put. */
  unset: ((key: string) => Value) | undefined;
  /** Fields that the code of the project lists: one that was never set is undefined. */
  listed: boolean;
  private held: Map<string, Value> | undefined;

  constructor(born: number) {
    this.unset = undefined;
    this.listed = false;
    this.born = born;
    this.version = 0;
    this.mark = 0;
    this.held = undefined;
  }

  /** What is there to read, noted as read. */
  private read(): ReadonlyMap<string, Value> {
    if (watching !== undefined) touch(this);
    return this.held ?? NOTHING;
  }

  get(key: string): Value | undefined {
    if (watching !== undefined) touch(this);
    return this.held?.get(key);
  }

  has(key: string): boolean {
    if (watching !== undefined) touch(this);
    return this.held?.has(key) === true;
  }

  get size(): number {
    return this.read().size;
  }

  set(key: string, value: Value): this {
    change(this);
    this.held ??= new Map();
    this.held.set(key, value);
    return this;
  }

  delete(key: string): boolean {
    change(this);
    return this.held?.delete(key) === true;
  }

  keys(): MapIterator<string> {
    return this.read().keys();
  }

  values(): MapIterator<Value> {
    return this.read().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.read().entries();
  }

  forEach(use: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    this.read().forEach(use);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.read()[Symbol.iterator]();
  }
}

const NOTHING: ReadonlyMap<string, Value> = new Map();

export function newCells(entries?: Iterable<readonly [string, Value]>): Cells {
  const cells = new Cells(nextId());
  if (entries !== undefined) for (const [key, value] of entries) cells.set(key, value);
  return cells;
}

/** Elements of an array, stamped; `unsure`: how many of them only one way of the code adds. */
export type Items = Value[] & Stamped & { unsure: number };

export function newItems(items: readonly Value[]): Items {
  const list = [...items] as Value[] & { born: number; version: number; mark: number; unsure: number };
  list.born = nextId();
  list.version = 0;
  list.mark = 0;
  list.unsure = 0;
  return list;
}
