import type { Machine } from '../machine.ts';
import { derived, literal } from '../values/create.ts';
import type { ArrayValue, Value } from '../values/values.ts';
import { answerAboutPath } from './strings.ts';

/** Names that a piece of the path is compared with, at most. */
const MOST_ASKED = 60;

/** `list.includes(value)`: decided when both are known, or when the route decides what the path holds. */
export function includes(machine: Machine, target: ArrayValue, sought: Value | undefined): Value {
  const asked = sought?.kind === 'opaque' ? includesPath(machine, target, sought) : undefined;
  if (asked !== undefined) return literal(asked);
  const index = placeIn(target, sought);
  return index === undefined ? derived(target.items) : literal(index !== -1);
}

export function indexOf(target: ArrayValue, sought: Value | undefined): Value {
  const index = placeIn(target, sought);
  return index === undefined ? derived(target.items) : literal(index);
}

function placeIn(target: ArrayValue, sought: Value | undefined): number | undefined {
  if (sought?.kind !== 'literal' || !target.items.every((item) => item.kind === 'literal')) return undefined;
  return target.items.findIndex((item) => item.kind === 'literal' && item.value === sought.value);
}

function includesPath(machine: Machine, target: ArrayValue, sought: Value): boolean | undefined {
  if (target.items.length === 0 || target.items.length > MOST_ASKED) return undefined;
  const found = target.items.map((item) => answerAboutPath(machine, sought, '===', item));
  if (found.includes(true)) return true;
  return found.every((answer) => answer === false) ? false : undefined;
}
