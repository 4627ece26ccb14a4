import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue } from '../interpret/promises.ts';
import type { Machine } from '../machine.ts';
import { newObject } from '../values/create.ts';
import type { FunctionValue, Value } from '../values/values.ts';

/** Schemas inside schemas, further than anyone writes them. */
const MOST_DEPTH = 6;

/** Functions of the project that schemas keep for when they check a value: `transform`, `refine`, `custom`, at any depth. */
export function keptIn(values: readonly Value[], depth = 0): readonly FunctionValue[] {
  if (depth > MOST_DEPTH) return [];
  return values.flatMap((value): readonly FunctionValue[] => {
    switch (value.kind) {
      case 'function':
        return [value];
      case 'external':
        return keptIn(value.args, depth + 1);
      case 'object':
        return value.fields.size === 0 ? [] : keptIn([...value.fields.values()], depth + 1);
      case 'array':
        return keptIn(value.items, depth + 1);
      default:
        return [];
    }
  });
}

/** Runs them one after the other on what is checked. */
export function runKept(machine: Machine, kept: readonly FunctionValue[], checked: Value, at: Location): void {
  for (const each of kept) awaitValue(machine, callValue(machine, each, [checked, newObject(false)], at), at);
}
