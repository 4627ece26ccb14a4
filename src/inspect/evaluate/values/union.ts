import { DATA, opaque } from './create.ts';
import type { Value } from './values.ts';

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
  for (const value of values)
    for (const part of alternatives(value)) {
      const place = parts.findIndex((other) => isSame(part, other));
      if (place === -1) parts.push(part);
      else parts[place] = part;
      if (parts.length > MOST_COMPARED) return apart(values);
    }
  return parts;
}

/** Beyond so many, they are told apart by name. */
const MOST_COMPARED = 2 * MOST_ALTERNATIVES;

function apart(values: readonly Value[]): readonly Value[] {
  const kept = new Map<unknown, Value>();
  for (const value of values) for (const part of alternatives(value)) kept.set(identity(part), part);
  return [...kept.values()];
}

function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.kind !== other.kind) return false;
  if (one.kind === 'literal' && other.kind === 'literal')
    return one.value === other.value || Object.is(one.value, other.value);
  return identity(one) === identity(other);
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
