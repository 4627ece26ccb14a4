import type { Location } from '../../../model/source.ts';
import { DATA, opaque } from './create.ts';
import type { Opaque, Value } from './values.ts';

const MOST_ALTERNATIVES = 12;

/** One of several values; equal ones are merged, and too many become data. */
export function union(values: readonly Value[]): Value {
  const only = values[0];
  if (only !== undefined && values.every((value) => value === only)) return only;
  const parts = distinct(values);
  const first = parts[0];
  if (first === undefined) return DATA;
  if (parts.length === 1) return first;
  if (parts.length > MOST_ALTERNATIVES) return parts.some(acts) ? opaque('unknown', TOO_MANY) : DATA;
  return { kind: 'union', of: parts };
}

/** Each alternative once, in the order in which it first came. */
function distinct(values: readonly Value[]): readonly Value[] {
  const parts: Value[] = [];
  for (const value of values) {
    if (value.kind !== 'union') addPart(parts, value);
    else for (const part of value.of) addPart(parts, part);
    if (parts.length > MOST_COMPARED) return apart(values);
  }
  return parts;
}

function addPart(parts: Value[], part: Value): void {
  let place = 0;
  while (place < parts.length && !isSame(part, parts[place] as Value)) place += 1;
  parts[place] = part;
}

/** Beyond so many, they are told apart by name. */
const MOST_COMPARED = 2 * MOST_ALTERNATIVES;

function apart(values: readonly Value[]): readonly Value[] {
  const kept = new Map<unknown, Value>();
  for (const value of values) for (const part of alternatives(value)) kept.set(identity(part), part);
  return [...kept.values()];
}

/** As their identities are, which most comparisons need not write out. */
function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case 'literal':
      return other.kind === 'literal' && (one.value === other.value || Object.is(one.value, other.value));
    case 'opaque':
      return other.kind === 'opaque' && isSameOpaque(one, other);
    case 'external':
      return (
        other.kind === 'external' &&
        one.package === other.package &&
        isSamePlace(one.at, other.at) &&
        areAlike(one.path, other.path, Object.is)
      );
    case 'cell':
      return other.kind === 'cell' && one.name === other.name && isSamePlace(one.query.at, other.query.at);
    default:
      return one.kind === other.kind && identity(one) === identity(other);
  }
}

function isSameOpaque(one: Opaque, other: Opaque): boolean {
  return (
    one.origin === other.origin &&
    one.name === other.name &&
    areAlike(one.sources ?? NONE, other.sources ?? NONE, isSamePlace) &&
    areAlike(one.cut ?? NONE, other.cut ?? NONE, (step, its) => areAlike(step, its, Object.is))
  );
}

const NONE: readonly never[] = [];

export function isSamePlace(one: Location, other: Location): boolean {
  return one === other || (one.line === other.line && one.file === other.file);
}

function areAlike<T>(some: readonly T[], others: readonly T[], same: (one: T, other: T) => boolean): boolean {
  return (
    some === others || (some.length === others.length && some.every((one, index) => same(one, others[index] as T)))
  );
}

/** Name of what stands for more alternatives than are followed. */
export const TOO_MANY = 'alternatives';

const ACTING: ReadonlySet<Value['kind']> = new Set(['function', 'class', 'external', 'database', 'builder', 'promise']);

/** Something that may have an effect when it is used, which forgetting would hide. */
function acts(value: Value): boolean {
  return ACTING.has(value.kind) || (value.kind === 'object' && value.made !== undefined);
}

export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.of : [value];
}

/** The alternatives that are neither null nor undefined, on which a member can be read. */
export function present(value: Value): readonly Value[] {
  return alternatives(value).filter(
    (part) => !(part.kind === 'literal' && (part.value === null || part.value === undefined)),
  );
}

/** Equal values have equal identities. */
export function identity(value: Value): unknown {
  switch (value.kind) {
    case 'literal':
      return `literal ${typeof value.value} ${String(value.value)}`;
    case 'opaque':
      return `opaque ${value.origin} ${value.name} ${(value.cut ?? []).join('|')} ${(value.sources ?? []).map((at) => `${at.file}:${at.line}`).join()}`;
    case 'text':
      return `text ${value.parts.map((part) => String(identity(part))).join('\0')}`;
    case 'external':
      return `external ${value.package} ${value.path.join('.')} ${value.at.file}:${value.at.line}`;
    case 'row':
      return value.fields === undefined ? value.query : value;
    case 'cell':
      return `cell ${value.query.at.file}:${value.query.at.line} ${value.name}`;
    case 'table':
      return value.table;
    case 'function':
    case 'class':
    case 'object':
    case 'array':
      return value.id;
    default:
      return value;
  }
}
