import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { native, newObject } from '../values/create.ts';
import type { FunctionValue, ObjectValue, Value } from '../values/values.ts';

/**
 * A helper that is given an object of functions that each take one object apart, then an object of what they take, gives an object of the same
 * functions with that filled in: `injectArguments({ find, save }, { db })`. Undefined for anything else.
 */
export function filledFunctions(
  machine: Machine,
  path: readonly string[],
  args: readonly Value[],
): ObjectValue | undefined {
  const [given, ...extra] = args;
  if (path.length !== 1 || given?.kind !== 'object' || given.made !== undefined) return undefined;
  const functions = [...given.fields].filter((field): field is [string, FunctionValue] => field[1].kind === 'function');
  if (functions.length === 0 || functions.length < given.fields.size || given.spreads.length > 0) return undefined;
  if (extra.length === 0 || !extra.every((one) => one.kind === 'object')) return undefined;
  if (!functions.every(([, { node }]) => node.params.length < 2 && takesApart(node.params[0]))) return undefined;
  const filled = functions.map(
    ([name, target]) =>
      [name, native(name, ({ args: own, at }) => callValue(machine, target, [together(own[0], extra)], at))] as const,
  );
  return newObject(machine.phase === 'startup', filled);
}

function takesApart(parameter: FunctionValue['node']['params'][number] | undefined): boolean {
  const pattern = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  return pattern === undefined || pattern.type === 'ObjectPattern';
}

function together(own: Value | undefined, extra: readonly ObjectValue[]): ObjectValue {
  const object = newObject(false);
  for (const one of [own, ...extra]) {
    if (one?.kind !== 'object') continue;
    for (const [name, value] of one.fields) object.fields.set(name, value);
    object.spreads.push(...one.spreads);
  }
  if (own !== undefined && own.kind !== 'object') object.spreads.push(own);
  return object;
}
