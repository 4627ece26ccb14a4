import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, native, newObject, settled, sourcesOf } from '../../values/create.ts';
import { present } from '../../values/union.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { later, row, rowList, send } from '../entities/queries.ts';
import { entityNamed } from '../entities/registry.ts';
import { inTransaction } from '../entities/transactions.ts';
import { fillPlan, newPlan } from '../plans.ts';
import { defineModel } from './models.ts';
import { writtenBy } from './written.ts';

const PACKAGE = 'sequelize';

const ENGINES: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  mssql: 'sqlserver',
};

/** `new Sequelize(database, user, password, options)`, `new Sequelize(url, options)`, `new Sequelize(options)`. */
export function openSequelize(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value {
  const options = args.flatMap((arg) => present(arg)).find((arg) => arg.kind === 'object');
  const address = textOf(args[0]) ?? '';
  const dialect = textOf(fieldsOf(options).get('dialect')) ?? /^(\w+):/.exec(address)?.[1] ?? 'postgres';
  const client = registerClient(
    machine,
    PACKAGE,
    options === undefined ? [] : [options],
    true,
    at,
    ENGINES[dialect.replace(/^postgresql$/, 'postgres')] ?? 'postgresql',
  );
  client.orm = PACKAGE;
  return { ...target, path: ['Sequelize', 'new()'], args, at };
}

/** The connection, as models hand it over. */
export function connectionOf({ clients }: Machine, otherwise: Location): ExternalValue {
  const at = clients.find((client) => client.orm === PACKAGE)?.at ?? otherwise;
  return { kind: 'external', package: PACKAGE, path: ['Sequelize', 'new()'], args: [], at };
}

export function databaseOfSequelize(machine: Machine): string {
  return machine.clients.find((client) => client.orm === PACKAGE)?.id ?? 'postgresql';
}

/** Methods of the connection. Undefined for what is not one: data types, operators. */
export function callSequelize(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const start = target.path.lastIndexOf('new()');
  const method = target.path.at(-1) ?? '';
  if (start === -1) return writtenBy(method, args);
  if (start !== target.path.length - 2) return undefined;
  switch (method) {
    case 'define':
      return defineModel(machine, args, at);
    case 'model':
      return entityNamed(machine, textOf(args[0]) ?? '')?.model ?? DATA;
    case 'query':
      return statement(machine, args, at);
    case 'transaction':
      return transaction(machine, args, at);
    case 'sync':
    case 'authenticate':
    case 'close':
    case 'addModels':
      return settled(DATA);
    default:
      return writtenBy(method, args);
  }
}

function statement(machine: Machine, args: readonly Value[], at: Location): Value {
  const text =
    args[0]?.kind === 'text' ? args[0].parts.map((part) => textOf(part) ?? ' $0 ').join('') : textOf(args[0]);
  const sql = text ?? textOf(fieldsOf(args[0]).get('query')) ?? '';
  const plan = fillPlan(newPlan(databaseOfSequelize(machine), 'raw', at), sql, sourcesOf(args));
  const held = fieldsOf(args[1]).get('transaction') === undefined ? plan : { ...plan, held: true as const };
  const run = later(held, () => {
    const sent = send(machine, held);
    return rowList(machine, sent, row(sent, sent.tables[0] ?? ''));
  });
  return run;
}

/** With a callback, it runs between begin and commit; without one, the code says where it ends. */
function transaction(machine: Machine, args: readonly Value[], at: Location): Value {
  const database = databaseOfSequelize(machine);
  const callback = args.find((arg) => arg.kind === 'function');
  const handle = newObject(false, [['id', DATA]]);
  for (const name of ['commit', 'rollback'])
    handle.fields.set(
      name,
      native(name, (input) => {
        record(machine, { kind: 'boundary', edge: 'end', at: input.at, database });
        return DATA;
      }),
    );
  handle.fields.set(
    'afterCommit',
    native('afterCommit', (input) => {
      const then = input.args[0];
      if (then !== undefined) callValue(machine, then, [handle], input.at);
      return DATA;
    }),
  );
  if (callback !== undefined)
    return inTransaction(machine, database, false, at, () =>
      awaitValue(machine, callValue(machine, callback, [handle], at), at),
    );
  record(machine, { kind: 'boundary', edge: 'begin', at, database });
  return settled(handle);
}
