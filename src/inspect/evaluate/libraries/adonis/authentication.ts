import { start } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, native, newObject, opaque } from '../../values/create.ts';
import { writeKey } from '../../values/trail.ts';
import type { CallInput, ObjectValue, Value } from '../../values/values.ts';
import { planFor } from '../records/chain.ts';
import { recordOf } from '../records/record.ts';
import { doorOf, isLucidModel } from './lucid/models.ts';

const CHECKS = ['authenticate', 'authenticateUsing', 'check', 'getUserOrFail', 'loginViaId'];

/** `auth`: whoever checks it first reads the account of the session or of the token by its key; then it is kept for the request. */
export function authentication(machine: Machine): ObjectValue {
  const made = newObject(false, [], 'request');
  const check = native('auth.check', (input) => start(machine, input.at, () => userOf(machine, made, input)));
  for (const name of CHECKS) made.fields.set(name, check);
  for (const name of ['use'])
    made.fields.set(
      name,
      native(name, () => made),
    );
  for (const name of ['login', 'logout', 'generate', 'attempt', 'createAccessToken'])
    made.fields.set(
      name,
      native(name, ({ at }) => start(machine, at, () => DATA)),
    );
  return made;
}

function userOf(machine: Machine, made: ObjectValue, { at }: CallInput): Value {
  const known = made.fields.get('user');
  if (known !== undefined) return known;
  const account = machine.classes.find((one) => one.name === 'User' && isLucidModel(one));
  if (account === undefined) return opaque('request', 'user');
  const door = doorOf(machine, account);
  const plan = {
    ...planFor(door, at),
    equal: ['id'],
    keyed: true,
    limit: 1,
  };
  record(machine, { kind: 'query', plan });
  const user = recordOf(door, plan, new Map());
  writeKey(machine.trail, made.fields, 'user', user);
  return user;
}
