import type { Location } from '../../../model/source.ts';
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

let identifiers = 0;

/** Identity of a mutable value; never part of a result. */
export function nextId(): number {
  identifiers += 1;
  return identifiers;
}

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
  return { kind: 'object', id: nextId(), fields: new Map(entries), spreads: [], made: undefined, nature, shared };
}

export function newArray(items: readonly Value[] = []): ArrayValue {
  return { kind: 'array', id: nextId(), items: [...items] };
}

export function settled(value: Value): PromiseValue {
  return value.kind === 'promise' ? value : { kind: 'promise', value, task: undefined };
}

/** Lines remembered for one value, at most. */
const MOST_SOURCES = 12;

/** Lines of the queries whose rows the values hold or were computed from. */
export function sourcesOf(values: readonly Value[], depth = 0): readonly Location[] {
  const found: Location[] = [];
  for (const value of values) collect(value, found, depth);
  return found.length < 2 ? found : dedupe(found).slice(0, MOST_SOURCES);
}

function collect(value: Value, found: Location[], depth: number): void {
  if (depth > 4) return;
  switch (value.kind) {
    case 'cell':
    case 'row':
      found.push(value.query.at);
      return;
    case 'opaque':
      if (value.sources !== undefined) found.push(...value.sources);
      return;
    case 'text':
      found.push(...sourcesOf(value.parts, depth + 1));
      return;
    case 'list':
      collect(value.element, found, depth + 1);
      return;
    case 'array':
      found.push(...sourcesOf(value.items.slice(0, 12), depth + 1));
      return;
    case 'object':
      found.push(
        ...sourcesOf([...value.fields.values()].slice(0, 40), depth + 1),
        ...sourcesOf(value.spreads, depth + 1),
      );
      return;
    case 'union':
      found.push(...sourcesOf(value.of, depth + 1));
      return;
    case 'condition':
      found.push(...value.sources);
      return;
    case 'promise':
      collect(value.value, found, depth + 1);
  }
}

function dedupe(locations: readonly Location[]): readonly Location[] {
  const seen = new Map<string, Location>();
  for (const location of locations) seen.set(`${location.file}:${location.line}`, location);
  return [...seen.values()];
}
