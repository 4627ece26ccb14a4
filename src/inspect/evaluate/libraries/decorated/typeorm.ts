import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, newObject, settled } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan } from '../plans.ts';
import { rawQuery } from '../statements.ts';
import { decoratedEntity } from './entities.ts';
import { databaseOfEntities, memberOfTypeorm, newRepository } from './repositories.ts';

const HELD = '#held';
const ENGINES: Readonly<Record<string, string>> = {
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  'better-sqlite3': 'sqlite',
  mongodb: 'mongodb',
};

/** `new DataSource(options)`: opens the pool. */
export function openTypeorm(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value {
  const engine = ENGINES[textOf(fieldsOf(args[0]).get('type')) ?? ''] ?? 'postgresql';
  const client = registerClient(machine, 'typeorm', args, true, at, engine);
  client.orm = 'typeorm';
  return { ...target, path: ['DataSource', 'new()'], args, at };
}

/** Calls of TypeORM: repositories, managers, transactions, operators of filters. Undefined for the rest. */
export function callTypeorm(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const method = target.path.at(-1) ?? '';
  const held = target.path.includes(HELD);
  const database = (): string => databaseOfEntities(machine, 'typeorm');
  switch (method) {
    case 'getRepository':
    case 'getTreeRepository': {
      const entity = decoratedEntity(machine, args[0]);
      return entity === undefined ? undefined : newRepository({ machine, entity, held });
    }
    case 'transaction': {
      const callback = args.find((arg) => arg.kind === 'function');
      const manager: ExternalValue = { ...target, path: ['EntityManager', 'new()', HELD], args: [] };
      return inTransaction(machine, database(), held, at, () =>
        callback === undefined ? DATA : awaitValue(machine, callValue(machine, callback, [manager], at), at),
      );
    }
    case 'startTransaction':
    case 'commitTransaction':
    case 'rollbackTransaction':
      record(machine, {
        kind: 'boundary',
        edge: method === 'startTransaction' ? 'begin' : 'end',
        at,
        database: database(),
      });
      return settled(DATA);
    case 'createQueryRunner':
      return { ...target, path: ['QueryRunner', 'new()', HELD], args: [] };
    case 'query':
      return rawQuery(machine, { ...newPlan(database(), 'raw', at), ...(held ? { held: true } : {}) }, args);
    case 'initialize':
    case 'connect':
    case 'release':
    case 'destroy':
    case 'synchronize':
    case 'runMigrations':
      return settled({ ...target, path: target.path.slice(0, -1), args: [] });
    default:
      return target.path.length === 1 ? operator(method, args) : managed(machine, target, method, held, args, at);
  }
}

/** `In([…])`, `MoreThan(3)`: what a filter compares with. */
function operator(method: string, args: readonly Value[]): Value | undefined {
  return /^(In|Like|ILike|Not|IsNull|MoreThan|LessThan|MoreThanOrEqual|LessThanOrEqual|Between|Any|Raw|Equal|ArrayContains)$/.test(
    method,
  )
    ? newObject(false, [[method === 'Equal' ? 'equals' : method, args[0] ?? DATA]])
    : undefined;
}

/** `manager.find(User, options)`: the methods of a repository, with the entity first. */
function managed(
  machine: Machine,
  target: ExternalValue,
  method: string,
  held: boolean,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const first = args[0];
  const instanceOf = first?.kind === 'object' ? first.made : undefined;
  const entity = decoratedEntity(machine, first) ?? decoratedEntity(machine, instanceOf);
  if (entity === undefined) return undefined;
  const member = memberOfTypeorm({ machine, entity, held }, target, method);
  const given = decoratedEntity(machine, first) === undefined ? args : args.slice(1);
  return member === undefined ? undefined : callValue(machine, member, given, at);
}
