import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, newObject, settled } from '../../values/create.ts';
import type { ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { decoratedEntity } from '../decorated/entities.ts';
import { queryBuilder } from '../decorated/query-builder.ts';
import { databaseOfEntities } from '../decorated/repositories.ts';
import { textOf } from '../entities/options.ts';
import type { Entity } from '../entities/registry.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan } from '../plans.ts';
import { rawQuery } from '../statements.ts';
import { populate } from './populate.ts';
import { read, write } from './reads.ts';
import type { Door } from './records.ts';
import { create, reference, store, touch } from './storage.ts';
import { boundary, flush } from './unit.ts';

const READS = /^(?:find(?:One(?:OrFail)?|AndCount|All|ByCursor)?|count)$/;
const NATIVE: Readonly<Record<string, QueryOperation>> = {
  nativeInsert: 'insert',
  insert: 'insert',
  insertMany: 'insert',
  upsert: 'insert',
  upsertMany: 'insert',
  nativeUpdate: 'update',
  nativeDelete: 'delete',
};

/** A repository: the methods of the entity manager on one entity. */
export function newRepository(machine: Machine, entity: Entity, held = false): ObjectValue {
  const made = newObject(true, [], 'mikro-repository');
  repositories.set(made, { machine, entity, held });
  return made;
}

const repositories = new WeakMap<ObjectValue, Door>();

export function memberOfMikroRepository(target: ObjectValue, name: string): Value | undefined {
  const door = repositories.get(target);
  if (door === undefined) return undefined;
  if (name === 'getEntityManager') return native(name, () => managerOf(door.machine));
  if (name === 'em') return managerOf(door.machine);
  return native(
    name,
    ({ args, at }) => onEntity(door, name, args, at) ?? onManager(door.machine, door.held, name, args, at) ?? DATA,
  );
}

const HELD = '#held';

/** The entity manager that the container hands over. */
function managerOf(machine: Machine, held = false): ExternalValue {
  const at = machine.imported.get('@mikro-orm/core') ?? { file: '', line: 1 };
  return {
    kind: 'external',
    package: '@mikro-orm/core',
    path: ['EntityManager', 'new()', ...(held ? [HELD] : [])],
    args: [],
    at,
  };
}

/** Calls of MikroORM's packages: the entity manager, `wrap`, what opens the connection. Undefined for the rest. */
export function callMikroOrm(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const method = target.path.at(-1) ?? '';
  const held = target.path.includes(HELD);
  if (method === 'init' || method === 'initSync')
    return method === 'init' ? settled(opened(machine, target, args)) : opened(machine, target, args);
  if (method === 'wrap') return args[0] === undefined ? DATA : wrapped(machine, args[0]);
  if (target.path.length === 1 && /^[A-Z]/.test(method)) return { ...target, path: [`${method}()`], args };
  if (target.path.length === 1) return undefined;
  const entity = decoratedEntity(machine, args[0]);
  const door = entity === undefined ? undefined : { machine, entity, held };
  return (
    (door === undefined ? undefined : onEntity(door, method, args.slice(1), at)) ??
    onManager(machine, held, method, args, at)
  );
}

function opened(machine: Machine, target: ExternalValue, args: readonly Value[]): Value {
  databaseOfEntities(machine, 'mikro-orm');
  const manager = managerOf(machine);
  return newObject(true, [
    ['em', manager],
    ['options', args[0] ?? DATA],
    [
      'getSchemaGenerator',
      native('getSchemaGenerator', () => ({ ...target, path: ['SchemaGenerator', 'new()'], args: [] })),
    ],
  ]);
}

/** `wrap(user).assign(data)` changes an entity. */
function wrapped(machine: Machine, value: Value): Value {
  const assign = native('assign', () => {
    touch(machine, value);
    return value;
  });
  return newObject(false, [
    ['assign', assign],
    ['toObject', native('toObject', () => value)],
    ['toJSON', native('toJSON', () => value)],
    ['toReference', native('toReference', () => value)],
    ['init', native('init', () => settled(value))],
  ]);
}

function onEntity(door: Door, method: string, args: readonly Value[], at: Location): Value | undefined {
  const { machine, entity } = door;
  if (READS.test(method)) return read(door, method, args, at);
  const operation = NATIVE[method];
  if (operation !== undefined) return write(door, operation, args, at);
  switch (method) {
    case 'create':
      return create(machine, entity, args[0]);
    case 'getReference':
      return reference(entity);
    case 'getRepository':
      return newRepository(machine, entity, door.held);
    case 'createQueryBuilder':
    case 'qb':
      return queryBuilder({ machine, entity, held: door.held }, textOf(args[0]) ?? '', at);
    default:
      return undefined;
  }
}

/** What the entity manager does whatever the entity. */
function onManager(
  machine: Machine,
  held: boolean,
  method: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const [first = DATA] = args;
  switch (method) {
    case 'persist':
    case 'persistAndFlush':
    case 'remove':
    case 'removeAndFlush':
      store(machine, first, method.startsWith('remove'));
      return method.endsWith('Flush') ? flush(machine, held, at) : managerOf(machine, held);
    case 'assign':
      touch(machine, first);
      return first;
    case 'flush':
      return flush(machine, held, at);
    case 'fork':
    case 'clear':
      return managerOf(machine, held);
    case 'transactional': {
      const database = databaseOfEntities(machine, 'mikro-orm');
      return inTransaction(machine, database, held, at, () => {
        const result = awaitValue(machine, callValue(machine, first, [managerOf(machine, true)], at), at);
        awaitValue(machine, flush(machine, true, at), at);
        return result;
      });
    }
    case 'begin':
      return boundary(machine, 'begin', at);
    case 'commit':
      awaitValue(machine, flush(machine, true, at), at);
      return boundary(machine, 'end', at);
    case 'rollback':
      return boundary(machine, 'end', at);
    case 'execute':
      return rawQuery(
        machine,
        { ...newPlan(databaseOfEntities(machine, 'mikro-orm'), 'raw', at), ...(held ? { held: true } : {}) },
        args,
      );
    case 'getConnection':
    case 'getKnex':
      return managerOf(machine, held);
    case 'populate':
      return populate(machine, held, first, args[1], at);
    default:
      return undefined;
  }
}
