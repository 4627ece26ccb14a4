import { present } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';

export type Fields = ReadonlyMap<string, Value>;
const NONE: Fields = new Map();

/** Fields of an options object; none for anything else. */
export function fieldsOf(value: Value | undefined): Fields {
  if (value === undefined) return NONE;
  if (value.kind === 'object') return value.fields;
  const object = value.kind === 'union' ? present(value).find((part) => part.kind === 'object') : undefined;
  return object?.kind === 'object' ? object.fields : NONE;
}

/** A text that the code tells. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'literal' && typeof value.value === 'string') return value.value;
  if (value?.kind !== 'union') return undefined;
  return value.of.map(textOf).find((text) => text !== undefined);
}

/** Whether an option is set to true; undefined when the code does not tell. */
export function flagOf(value: Value | undefined): boolean | undefined {
  return value?.kind === 'literal' && typeof value.value === 'boolean' ? value.value : undefined;
}

/** The elements of an option that is a list, or stands alone. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind === 'array') return value.items.flatMap((item) => (item.kind === 'union' ? item.of : [item]));
  if (value.kind === 'list') return [value.element];
  return value.kind === 'union' ? value.of.flatMap(itemsOf) : [value];
}
