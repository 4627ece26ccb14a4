import type { Location } from '../../../model/source.ts';
import { type Items, newCells, newItems, nextId, touch } from './cells.ts';
import type {
  ArrayValue,
  CallInput,
  Literal,
  NativeValue,
  ObjectValue,
  Opaque,
  Origin,
  PromiseValue,
  Value,
} from './values.ts';

export const UNDEFINED: Literal = { kind: 'literal', value: undefined };
export const TRUE: Literal = { kind: 'literal', value: true };
export const FALSE: Literal = { kind: 'literal', value: false };
export const DATA: Opaque = { kind: 'opaque', origin: 'data', name: '' };

export function literal(value: Literal['value']): Literal {
  if (value === undefined) return UNDEFINED;
  if (value === null) return { kind: 'literal', value };
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  return { kind: 'literal', value };
}

export function opaque(origin: Origin, name: string): Opaque {
  return { kind: 'opaque', origin, name };
}

/** The answer to a question about values: keeps whether it is about something kept between requests. */
export function judged(values: readonly Value[]): Opaque {
  const state = values.some((value) =>
    (value.kind === 'union' ? value.of : [value]).some((part) => part.kind === 'opaque' && part.origin === 'state'),
  );
  return state ? opaque('state', 'kept') : derived(values);
}

/** Data computed from other values: keeps the lines of the queries they came from. */
export function derived(values: readonly Value[], origin: Origin = 'data'): Opaque {
  const sources = sourcesOf(values);
  if (sources.length === 0) return origin === 'data' ? DATA : { kind: 'opaque', origin, name: '' };
  return { kind: 'opaque', origin, name: '', sources };
}

export function native(name: string, call: (input: CallInput) => Value, options?: readonly Value[]): NativeValue {
  return options === undefined ? { kind: 'native', name, call } : { kind: 'native', name, call, options };
}

export function newObject(
  shared: boolean,
  entries: Iterable<readonly [string, Value]> = [],
  nature?: string,
): ObjectValue {
  return { kind: 'object', id: nextId(), fields: newCells(entries), spreads: [], made: undefined, nature, shared };
}

export function newArray(items: readonly Value[] = []): ArrayValue {
  return new Elements(newItems(items));
}

/** An array whose elements are seen by the watch when they are looked at. A class, because an object with a getter of its own is slow to read. */
class Elements implements ArrayValue {
  readonly kind = 'array';
  readonly id: number;
  private readonly held: Items;

  constructor(held: Items) {
    this.id = held.born;
    this.held = held;
  }

  get items(): Items {
    touch(this.held);
    return this.held;
  }
}

export function settled(value: Value): PromiseValue {
  return value.kind === 'promise' ? value : { kind: 'promise', value, task: undefined };
}

/** Lines remembered for one value, at most. */
const MOST_SOURCES = 12;

/** Values looked into for one answer, at most: nested objects would otherwise multiply. */
const MOST_VISITED = 300;
const MOST_NESTED = 4;

interface Search {
  readonly found: Location[];
  left: number;
}

/** Lines of the queries whose rows the values hold or were computed from. */
export function sourcesOf(values: readonly Value[]): readonly Location[] {
  const search: Search = { found: [], left: MOST_VISITED };
  collectAll(values, search, 0);
  return search.found.length < 2 ? search.found : firstDistinct(search.found);
}

function collectAll(values: Iterable<Value>, search: Search, depth: number): void {
  for (const value of values) {
    if (search.left <= 0) return;
    search.left -= 1;
    collect(value, search, depth);
  }
}

function collect(value: Value, search: Search, depth: number): void {
  if (depth > MOST_NESTED) return;
  switch (value.kind) {
    case 'cell':
    case 'row':
      search.found.push(value.query.at);
      return;
    case 'opaque':
    case 'condition':
      if (value.sources !== undefined) search.found.push(...value.sources);
      return;
    case 'text':
      collectAll(value.parts, search, depth + 1);
      return;
    case 'list':
      collect(value.element, search, depth + 1);
      return;
    case 'array':
      collectAll(value.items, search, depth + 1);
      return;
    case 'object':
      collectAll(value.fields.values(), search, depth + 1);
      collectAll(value.spreads, search, depth + 1);
      return;
    case 'union':
      collectAll(value.of, search, depth + 1);
      return;
    case 'promise':
      collect(value.value, search, depth + 1);
  }
}

function firstDistinct(locations: readonly Location[]): readonly Location[] {
  const kept: Location[] = [];
  for (const location of locations) {
    if (kept.some((one) => one === location || (one.line === location.line && one.file === location.file))) continue;
    kept.push(location);
    if (kept.length === MOST_SOURCES) break;
  }
  return kept;
}
