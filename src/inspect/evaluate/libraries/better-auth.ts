import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import { type Machine, record, runAside } from '../machine.ts';
import { DATA, literal } from '../values/create.ts';
import { present } from '../values/union.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { fieldsOf, flagOf, textOf } from './entities/options.ts';
import { row, send } from './entities/queries.ts';
import { externalsIn } from './identities.ts';
import { markOnce } from './marks.ts';
import { newPlan, type Plan } from './plans.ts';

const keyOf = ({ file, line }: Location): string => `better-auth ${file}:${line}`;

/** `auth.api.getSession({ headers })`: the session of the token, then its user, read wherever better-auth keeps them. Undefined for the rest. */
export function callBetterAuth(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (target.path.length === 1 && target.path[0] === 'betterAuth') {
    markOnce(machine, keyOf(at), at, args[0]);
    return { ...target, path: ['betterAuth()'], args, at };
  }
  if (target.path.at(-1) === 'fromNodeHeaders') return args[0] ?? DATA;
  if (target.path.at(-2) !== 'api' || machine.phase !== 'request') return undefined;
  const options = machine.marks.get(keyOf(target.at))?.value;
  switch (target.path.at(-1)) {
    case 'getSession':
      return start(machine, at, () => sessionOf(machine, options, at));
    case 'signOut':
      return start(machine, at, () => {
        send(machine, { ...planOf(machine, options, 'session', at), operation: 'delete', equal: ['token'] });
        return DATA;
      });
    default:
      return undefined;
  }
}

function sessionOf(machine: Machine, options: Value | undefined, at: Location): Value {
  const kept = fieldsOf(options).get('secondaryStorage');
  const get = fieldsOf(kept).get('get');
  if (get !== undefined) {
    awaitValue(machine, callValue(machine, get, [literal('token')], at), at);
    return DATA;
  }
  if (flagOf(fieldsOf(fieldsOf(fieldsOf(options).get('session')).get('cookieCache')).get('enabled')) !== true)
    return readSession(machine, options, at);
  // The cookie holds the session for some minutes: it is read when they have passed.
  const stale = runAside(machine, () => readSession(machine, options, at));
  const fresh = runAside(machine, () => DATA);
  record(machine, {
    kind: 'choice',
    at,
    branches: [
      { likelihood: 'rare', leaves: false, recording: stale.recording },
      { likelihood: 'usual', leaves: false, recording: fresh.recording },
    ],
  });
  return stale.result;
}

function readSession(machine: Machine, options: Value | undefined, at: Location): Value {
  const session = send(machine, { ...planOf(machine, options, 'session', at), equal: ['token'], keyed: true });
  const user = send(machine, { ...planOf(machine, options, 'user', at), equal: ['id'], keyed: true });
  const [ofSession = 'session', ofUser = 'user'] = [session.tables[0], user.tables[0]];
  const fields = new Map<string, Value>([
    ['session', row(session, ofSession)],
    ['user', row(user, ofUser)],
  ]);
  return row(session, ofSession, { fields });
}

function planOf(machine: Machine, options: Value | undefined, model: string, at: Location): Plan {
  const plan = newPlan(databaseOf(machine, options), 'select', at);
  return { ...plan, tables: [tableOf(machine, options, model)], limit: 1 };
}

/** The client that its adapter is given, or the pool that stands in its place. */
function databaseOf(machine: Machine, options: Value | undefined): string {
  for (const one of externalsIn(fieldsOf(options).get('database'), 0)) {
    const given = one.package.includes('better-auth') ? present(one.args[0] ?? DATA) : [one];
    for (const value of given) {
      if (value.kind === 'database') return value.id;
      const external = externalsIn(value, 0)[0];
      const known = machine.clients.find(
        (client) => client.at.file === external?.at.file && client.at.line === external.at.line,
      );
      if (known !== undefined) return known.id;
    }
  }
  return machine.clients[0]?.id ?? 'postgresql';
}

/** The table that the options or the schema of the adapter name for a model, or the one that carries its name. */
function tableOf(machine: Machine, options: Value | undefined, model: string): string {
  const adapter = externalsIn(fieldsOf(options).get('database'), 0)[0];
  const declared = fieldsOf(fieldsOf(adapter?.args[1]).get('schema'));
  const schema = declared.get(model) ?? declared.get(`${model}s`);
  if (schema?.kind === 'table') return schema.table.name;
  const named = textOf(fieldsOf(fieldsOf(options).get(model)).get('modelName')) ?? model;
  return machine.tables.find(({ name }) => name.toLowerCase() === named.toLowerCase())?.name ?? named;
}
