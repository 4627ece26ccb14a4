import type { Location } from '../../../../../model/source.ts';
import { callValue } from '../../../interpret/calls.ts';
import { awaitValue } from '../../../interpret/promises.ts';
import type { Machine } from '../../../machine.ts';
import { DATA, settled } from '../../../values/create.ts';
import type { ExternalValue, Value } from '../../../values/values.ts';
import { callKnex, KNEX } from '../../builders/knex.ts';
import { registerClient } from '../../databases.ts';
import { inTransaction } from '../../entities/transactions.ts';

/** The database of Lucid, which opens a pool of Knex. */
export function lucidDatabase(machine: Machine): string {
  const known = machine.clients.find((client) => client.orm === 'lucid');
  if (known !== undefined) return known.id;
  const at = machine.imported.get('@adonisjs/lucid') ?? machine.imported.get('@ioc:Adonis') ?? { file: '', line: 1 };
  const client = registerClient(machine, 'knex', [], true, at, engineOf(machine));
  client.orm = 'lucid';
  return client.id;
}

/** The engine that the configuration of the database names first. */
function engineOf(machine: Machine): string {
  const file = machine.project.files.find((path) => /(?:^|\/)config\/database\.[jt]s$/.test(path));
  const text = file === undefined ? '' : (machine.project.read(file) ?? '');
  const client = /\bclient:\s*['"](\w+)/.exec(text)?.[1] ?? 'pg';
  if (/mysql/.test(client)) return 'mysql';
  return /sqlite/.test(client) ? 'sqlite' : 'postgresql';
}

/** `db.from('users')`, `db.table('users')`, `db.rawQuery(sql)`, `db.transaction(callback)`. Undefined for the rest of the package. */
export function callLucid(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (!/services\/db$|Lucid\/Database$/.test(target.package)) return undefined;
  const database = lucidDatabase(machine);
  const held = target.path.includes('#held');
  const knex: ExternalValue = { ...target, package: 'knex', path: held ? [...KNEX.held] : [KNEX.open], args: [] };
  const through = (name: string): Value | undefined =>
    callKnex(machine, { ...knex, path: [...knex.path, name] }, args, at, database);
  switch (target.path.at(-1)) {
    case 'from':
    case 'query':
      return through('from');
    case 'table':
    case 'insertQuery':
      return through('table');
    case 'rawQuery':
      return through('raw');
    case 'transaction': {
      const callback = args.find((arg) => arg.kind === 'function');
      const handle: ExternalValue = { ...target, path: ['#held'], args: [] };
      return inTransaction(machine, database, held, at, () =>
        callback === undefined ? handle : awaitValue(machine, callValue(machine, callback, [handle], at), at),
      );
    }
    case 'commit':
    case 'rollback':
      return settled(DATA);
    default:
      return undefined;
  }
}
