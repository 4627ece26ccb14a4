import { callList } from '../../interpret/list-methods.ts';
import { asList } from '../../interpret/lists.ts';
import { awaitValue, promiseAll, start } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, newArray } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { batched } from './loaders.ts';
import type { Resolver, Resolvers } from './resolvers.ts';
import type { FieldType } from './schema.ts';

/**
 * Runs the resolver of an operation, then those of the fields of what it gives, as a request does that asks for every field that a function
 * computes; a type is not asked for inside itself.
 */
export function execute(machine: Machine, resolvers: Resolvers, root: Resolver, context: Value, request: Value): void {
  const value = awaitValue(machine, root.call(machine, DATA, context, request), root.at);
  resolveFields({ machine, resolvers, context, request }, value, root.returns, []);
  respond(machine, value, root.at, false, true);
}

interface Execution {
  readonly machine: Machine;
  readonly resolvers: Resolvers;
  readonly context: Value;
  readonly request: Value;
}

/** Fields inside fields inside fields, at most. */
const MOST_NESTED = 2;

function resolveFields(run: Execution, value: Value, given: FieldType | undefined, around: readonly string[]): void {
  const fields = given === undefined ? undefined : run.resolvers.get(given.type);
  if (given === undefined || fields === undefined || around.length >= MOST_NESTED) return;
  const many = given.many || alternatives(value).some(({ kind }) => kind === 'list');
  const inside = [...around, given.type];
  const { machine } = run;
  const asked = [...fields.values()].filter(({ returns }) => !inside.includes(returns?.type ?? ''));
  const pending = asked.map((field) =>
    start(machine, field.at, () => {
      if (!many) return resolve(run, field, value, inside);
      const { size } = asList(value);
      return batched(machine, size, () => forEach(run, field, value, inside));
    }),
  );
  const at = asked[0]?.at;
  if (at !== undefined) awaitValue(machine, promiseAll(machine, newArray(pending), at), at);
}

function forEach(run: Execution, field: Resolver, value: Value, inside: readonly string[]): Value {
  const { machine } = run;
  const { element, size, query } = asList(value);
  const list: Value & { kind: 'list' } = { kind: 'list', element, size, ...(query === undefined ? {} : { query }) };
  const one = native('field', ({ args: [parent = DATA] }) =>
    start(machine, field.at, () => resolve(run, field, parent, inside)),
  );
  return awaitValue(machine, promiseAll(machine, callList(machine, list, 'map', [one], field.at), field.at), field.at);
}

function resolve(run: Execution, field: Resolver, parent: Value, inside: readonly string[]): Value {
  const { machine } = run;
  const value = awaitValue(machine, field.call(machine, parent, run.context, run.request), field.at);
  resolveFields(run, value, field.returns, inside);
  return value;
}
