import { newCells } from './cells.ts';
import { newArray } from './create.ts';
import type { ArrayValue, ObjectValue, Value } from './values.ts';

/** A value in which the objects and the arrays made since are new ones, with the same contents: each use of a result has its own. */
export function renew(value: Value, since: number): Value {
  return renewed(value, since, new Map());
}

function renewed(value: Value, since: number, made: Map<Value, Value>): Value {
  switch (value.kind) {
    case 'object':
      return value.fields.born <= since || value.shared
        ? value
        : (made.get(value) ?? newObjectLike(value, since, made));
    case 'array':
      return value.items.born <= since ? value : (made.get(value) ?? newArrayLike(value, since, made));
    case 'union':
      return { ...value, of: value.of.map((part) => renewed(part, since, made)) };
    case 'promise':
      return { ...value, value: renewed(value.value, since, made) };
    case 'list':
      return { ...value, element: renewed(value.element, since, made) };
    default:
      return value;
  }
}

function newObjectLike(value: ObjectValue, since: number, made: Map<Value, Value>): Value {
  const fields = newCells();
  const copy: ObjectValue = { ...value, id: fields.born, fields, spreads: [] };
  made.set(value, copy);
  for (const [key, field] of value.fields) fields.set(key, renewed(field, since, made));
  copy.spreads.push(...value.spreads.map((spread) => renewed(spread, since, made)));
  return copy;
}

function newArrayLike(value: ArrayValue, since: number, made: Map<Value, Value>): Value {
  const copy = newArray();
  made.set(value, copy);
  copy.items.push(...value.items.map((item) => renewed(item, since, made)));
  return copy;
}
