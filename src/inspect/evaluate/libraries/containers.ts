import { callValue } from '../interpret/calls.ts';
import { asList, spreadItems } from '../interpret/lists.ts';
import { DATA, derived, literal, newArray, newObject } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import type { Builtin } from './builtins.ts';

export const fields: Builtin = (_machine, args) => {
  const object = args[0];
  if (object?.kind === 'object' && object.spreads.length === 0) return newArray([...object.fields.values()]);
  return spreadItems(object ?? DATA);
};
export const keys: Builtin = (_machine, args) => {
  const object = args[0];
  if (object?.kind === 'object' && object.spreads.length === 0)
    return newArray([...object.fields.keys()].map((key) => literal(key)));
  const { size } = asList(object ?? DATA);
  return { kind: 'list', element: derived([object ?? DATA]), size };
};
export const pairs: Builtin = (_machine, args) => {
  const object = args[0];
  if (object?.kind === 'object' && object.spreads.length === 0)
    return newArray([...object.fields].map(([key, value]) => newArray([literal(key), value])));
  const { element, size } = asList(object ?? DATA);
  return { kind: 'list', element: newArray([DATA, element]), size };
};
export const assign: Builtin = (_machine, args) => {
  const target = args[0];
  if (target?.kind === 'row') for (const column of args.slice(1).flatMap(keysOf)) target.assigned?.(column);
  if (target?.kind !== 'object') return target ?? DATA;
  for (const source of args.slice(1)) {
    if (source.kind === 'object') for (const [key, value] of source.fields) target.fields.set(key, value);
    else target.spreads.push(source);
  }
  return target;
};

/** The keys of a source, undefined for those that are not known. */
function keysOf(source: Value): readonly (string | undefined)[] {
  if (source.kind !== 'object') return [undefined];
  return [...source.fields.keys(), ...(source.spreads.length > 0 ? [undefined] : [])];
}

export const arrayFrom: Builtin = (machine, args, at) => {
  const list = spreadItems(args[0] ?? DATA);
  const callback = args[1];
  if (callback === undefined || (list.kind !== 'list' && list.kind !== 'array')) return list;
  const elements = asList(list);
  return { kind: 'list', element: callValue(machine, callback, [elements.element, DATA], at), size: elements.size };
};
export const collection: (nature: string) => Builtin = (nature) => (machine, args, at) => {
  const object = { ...newObject(machine.phase === 'startup', [], nature), at };
  const source = args[0];
  if (source !== undefined && source.kind !== 'literal') object.fields.set('#items', spreadItems(source));
  return object;
};
