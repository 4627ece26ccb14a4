import type { Cardinality } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue, start } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { spoil } from '../../values/cells.ts';
import { DATA, native, newObject, settled } from '../../values/create.ts';
import type { ObjectValue, Value } from '../../values/values.ts';

/** Functions that load many keys at once, asked for by the fields that are being resolved. */
type Pending = Map<Value, { readonly at: Location; readonly key: Value }>;

const open = new WeakMap<Machine, Pending>();

/** `new DataLoader(batch)`: keys asked for while a list is resolved are loaded together. */
export function newLoader(machine: Machine, [batch = DATA]: readonly Value[]): ObjectValue {
  const itself = newObject(machine.phase === 'startup');
  const load = native('load', ({ args: [key = DATA], at }) => {
    spoil();
    const pending = open.get(machine);
    if (pending === undefined)
      return start(machine, at, () => run(machine, batch, [key], { kind: 'exactly', count: 1 }, at));
    pending.set(batch, { at, key });
    return settled(DATA);
  });
  const loadMany = native('loadMany', ({ args: [keys = DATA], at }) =>
    start(machine, at, () => awaitValue(machine, callValue(machine, batch, [keys], at), at)),
  );
  itself.fields.set('load', load);
  itself.fields.set('loadMany', loadMany);
  for (const name of ['prime', 'clear', 'clearAll'])
    itself.fields.set(
      name,
      native(name, () => itself),
    );
  return itself;
}

function run(machine: Machine, batch: Value, [key = DATA]: readonly Value[], size: Cardinality, at: Location): Value {
  const keys: Value = { kind: 'list', element: key, size };
  return awaitValue(machine, callValue(machine, batch, [keys], at), at);
}

/** Resolves a field of a list of so many elements: what its loaders are asked for meanwhile is loaded once, after. */
export function batched(machine: Machine, size: Cardinality, body: () => Value): Value {
  const before = open.get(machine);
  const pending: Pending = new Map();
  open.set(machine, pending);
  const result = body();
  if (before === undefined) open.delete(machine);
  else open.set(machine, before);
  for (const [batch, { at, key }] of pending) run(machine, batch, [key], size, at);
  return result;
}
