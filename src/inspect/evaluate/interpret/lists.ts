import type { Cardinality } from '../../../model/program.ts';
import { DATA, derived, newArray, UNDEFINED } from '../values/create.ts';
import type { QueryPlan } from '../values/query.ts';
import { present, union } from '../values/union.ts';
import type { ArrayValue, ListValue, Opaque, Value } from '../values/values.ts';

/** What a loop goes over. */
export interface Elements {
  readonly element: Value;
  readonly size: Cardinality;
  readonly query?: QueryPlan | undefined;
}

/** Any value seen as a sequence. */
export function asList(value: Value): Elements {
  switch (value.kind) {
    case 'list':
      return value;
    case 'array':
      return arrayElements(value);
    case 'opaque':
      if (value.count !== undefined) return { element: DATA, size: value.count };
      return value.origin === 'request'
        ? { element: { ...value, name: `${value.name}.*` }, size: { kind: 'request', name: value.name } }
        : { element: value, size: { kind: 'unknown', hint: value.name === '' ? value.origin : value.name } };
    case 'union': {
      const all = present(value).map(asList);
      const filled = all.filter(({ size }) => size.kind !== 'exactly' || size.count > 0);
      const lists = filled.length === 0 ? all : filled;
      const widest =
        lists.find((list) => list.query !== undefined) ??
        lists.find((list) => list.size.kind !== 'exactly') ??
        lists[0];
      return { ...(widest ?? UNKNOWN_LIST), element: union(lists.map((list) => list.element)) };
    }
    case 'object': {
      const items = value.fields.get('#items');
      if (items !== undefined) return asList(items);
      return {
        element: union([...value.fields.values()].slice(0, 12)),
        size: { kind: 'exactly', count: value.fields.size },
      };
    }
    default:
      return { element: derived([value]), size: UNKNOWN_LIST.size };
  }
}

const UNKNOWN_LIST: Elements = { element: DATA, size: { kind: 'unknown', hint: 'list' } };

/** An array whose items were pushed in a loop over rows has as many as the rows; literal items count as they are. */
function arrayElements(array: ArrayValue): Elements {
  const spread = array.items.find((item): item is ListValue => item.kind === 'list');
  const size: Cardinality = { kind: 'exactly', count: array.items.length };
  if (spread === undefined) return { element: union(array.items.slice(0, 12)), size };
  return {
    element: union(array.items.map((item) => (item.kind === 'list' ? item.element : item))),
    size: spread.size,
    query: spread.query,
  };
}

/** What a spread (`...value`) adds to an array. */
export function spreadItems(value: Value): Value {
  if (value.kind === 'array' || value.kind === 'list') return value;
  const { element, size, query } = asList(value);
  return { kind: 'list', element, size, ...(query === undefined ? {} : { query }) };
}

/** Element of a sequence at a place of a pattern. */
export function itemAt(value: Value, index: number): Value {
  switch (value.kind) {
    case 'array':
      return value.items[index] ?? UNDEFINED;
    case 'list':
      if (index === 0 && value.query !== undefined) value.query.first = true;
      return value.element;
    case 'union':
      return union(present(value).map((part) => itemAt(part, index)));
    case 'object':
      return value.fields.get(String(index)) ?? derived([value]);
    case 'opaque':
      return value.cut === undefined ? value : pieceAt(value, index);
    default:
      return derived([value]);
  }
}

/** One of the pieces that a path was split into. */
export function pieceAt(pieces: Opaque, index: number): Opaque {
  return { ...pieces, cut: [...(pieces.cut ?? []), ['at', index]] };
}

/** Elements of a sequence from a place on. */
export function restItems(value: Value, index: number): Value {
  return value.kind === 'array' ? newArray(value.items.slice(index)) : value;
}
