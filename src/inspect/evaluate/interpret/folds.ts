import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import { UNDEFINED } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { callValue } from './calls.ts';

/** Names folded in turn, at most. */
const MOST_NAMES = 12;

/** `names.reduce(callback, first)` over a few names, all known: one after the other. Undefined for other lists. */
export function foldNames(
  machine: Machine,
  target: Value,
  callback: Value | undefined,
  first: Value | undefined,
  at: Location,
): Value | undefined {
  if (target.kind !== 'array' || callback === undefined || target.items.length > MOST_NAMES) return undefined;
  if (!target.items.every((item) => item.kind === 'literal')) return undefined;
  const items = first === undefined ? target.items.slice(1) : target.items;
  return items.reduce<Value>(
    (sofar, item, index) => callValue(machine, callback, [sofar, item, { kind: 'literal', value: index }, target], at),
    first ?? target.items[0] ?? UNDEFINED,
  );
}
