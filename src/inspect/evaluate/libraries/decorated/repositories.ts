import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, newArray, newObject, sourcesOf } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { ObjectValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { now, row, rowList, send } from '../entities/queries.ts';
import { type Entity, ownMethod } from '../entities/registry.ts';
import { columnOf } from '../entities/tables.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan, type Plan } from '../plans.ts';
import { rawQuery } from '../statements.ts';
import { queryBuilder } from './query-builder.ts';
import { readOptions } from './read-options.ts';
import { relationsIn, tablesOf } from './relations.ts';

/** The door to the rows of one entity. */
export interface Repository {
  readonly machine: Machine;
  readonly entity: Entity;
  readonly held: boolean;
}

const repositories = new WeakMap<ReadonlyMap<string, Value>, Repository>();

/** A repository of TypeORM: `getRepository(User)`, `@InjectRepository(User)`. */
export function newRepository(repository: Repository): ObjectValue {
  const value = newObject(false, [], 'repository');
  repositories.set(value.fields, repository);
  return value;
}

export function databaseOfEntities(machine: Machine, orm: string): string {
  const known = machine.clients.find((client) => client.orm === orm);
  if (known !== undefined) return known.id;
  const imported =
    machine.imported.get(orm) ?? [...machine.imported].find(([name]) => name.startsWith(`@${orm}/`))?.[1];
  const [driver, engine] = orm === 'mikro-orm' ? mikroDriver(machine) : [orm, 'postgresql'];
  const client = registerClient(machine, driver, [], true, imported ?? { file: '', line: 1 }, engine);
  client.orm = orm;
  return client.id;
}

/** The driver that MikroORM goes through, by the package that the code imports. */
function mikroDriver({ imported }: Machine): readonly [string, string] {
  if (imported.has('@mikro-orm/mysql')) return ['mysql2', 'mysql'];
  if (imported.has('@mikro-orm/mariadb')) return ['mariadb', 'mysql'];
  if (imported.has('@mikro-orm/mongodb')) return ['mongodb', 'mongodb'];
  const light = [...imported.keys()].some((name) => /^@mikro-orm\/(?:sqlite|better-sqlite|libsql)$/.test(name));
  return light ? ['better-sqlite3', 'sqlite'] : ['pg', 'postgresql'];
}

export function planFor({ machine, entity, held }: Repository, operation: QueryOperation, at: Location): Plan {
  const plan = { ...newPlan(databaseOfEntities(machine, 'typeorm'), operation, at), tables: [entity.table.name] };
  return held ? { ...plan, held: true } : plan;
}

export function memberOfRepository(target: ObjectValue, name: string): Value | undefined {
  const repository = repositories.get(target.fields);
  return repository === undefined ? undefined : memberOfTypeorm(repository, target, name);
}

/** Members of a repository, or static members of an entity that extends BaseEntity. */
export function memberOfTypeorm(repository: Repository, self: Value, name: string): Value | undefined {
  const does = (body: (args: readonly Value[], at: Location) => Value): Value =>
    native(name, ({ args, at }) => body(args, at));
  if (READS.test(name)) return does((args, at) => read(repository, name, args, at));
  const operation = WRITES[name];
  if (operation !== undefined) return does((args, at) => write(repository, name, operation, args, at));
  switch (name) {
    case 'save':
    case 'remove':
    case 'softRemove':
    case 'recover':
      return does((args, at) => persist(repository, name, args[0] ?? DATA, at));
    case 'create':
    case 'merge':
      return does((args) => (args[0] === undefined || args[0].kind === 'opaque' ? newObject(false) : args[0]));
    case 'preload':
      return does((args, at) => read(repository, 'findOneBy', args, at));
    case 'query':
      return does((args, at) => rawQuery(repository.machine, planFor(repository, 'raw', at), args));
    case 'createQueryBuilder':
      return does((args, at) => queryBuilder(repository, textOf(args[0]) ?? '', at));
    case 'extend':
      return does((args) => {
        for (const [key, value] of fieldsOf(args[0])) if (self.kind === 'object') self.fields.set(key, value);
        return self;
      });
    case 'manager':
    case 'metadata':
      return undefined;
    case 'getId':
    case 'hasId':
    case 'target':
      return DATA;
    default:
      return undefined;
  }
}

const READS =
  /^(find(One|AndCount)?(By|ByIds|OrFail|ByOrFail|ById)?|count(By)?|exists?(By)?|sum|average|minimum|maximum)$/;

const WRITES: Readonly<Record<string, QueryOperation>> = {
  insert: 'insert',
  upsert: 'insert',
  update: 'update',
  softDelete: 'update',
  restore: 'update',
  increment: 'update',
  decrement: 'update',
  delete: 'delete',
  clear: 'delete',
};

function read(repository: Repository, name: string, args: readonly Value[], at: Location): Value {
  const { machine, entity } = repository;
  const options = readOptions(entity, name, args);
  const counts = /^(count|exist|sum|average|minimum|maximum)/.test(name);
  const one = name.startsWith('findOne');
  const start = planFor(repository, counts && name.startsWith('count') ? 'count' : 'select', at);
  const filtered = withFilter(start, entity.table, options.get('where'));
  const names = counts ? [] : relationsIn(entity.table, options);
  const joined: Plan = {
    ...filtered,
    tables: [...filtered.tables, ...names.flatMap((each) => tablesOf(entity.table, each))],
  };
  const take = options.get('take');
  const limited: Plan = one ? { ...joined, limit: 1 } : take === undefined ? joined : withLimit(joined, take);
  const order = [...fieldsOf(options.get('order')).keys()].filter((key) => entity.table.columns.has(key));
  const plan: Plan = {
    ...limited,
    order: order.map((key) => columnOf(entity.table, key)),
    ...(counts ? { aggregated: true } : {}),
  };
  return now(machine, plan, () => {
    // With joins and a limit, TypeORM first asks for the keys of the page, then for its rows.
    if (names.length > 0 && (one || take !== undefined)) send(machine, plan);
    const sent = send(machine, plan);
    if (counts) return DATA;
    const element = recordOf(repository, sent, names);
    if (one) return element;
    const rows = rowList(machine, sent, element);
    if (!name.startsWith('findAndCount')) return rows;
    send(machine, { ...filtered, operation: 'count', aggregated: true });
    return newArray([rows, DATA]);
  });
}

/** A row as an instance of its class: methods of the code, the relations that were joined, and `save` of BaseEntity. */
export function recordOf(repository: Repository, sent: QueryPlan, names: readonly string[]): Value {
  const { entity, machine } = repository;
  const fields = new Map<string, Value>();
  for (const name of names.filter((each) => !each.includes('.'))) {
    const relation = entity.table.relations.get(name);
    if (relation === undefined) continue;
    const element = row(sent, relation.table.name);
    const size = { kind: 'matching', table: relation.table.name, columns: [relation.other ?? 'id'] } as const;
    fields.set(name, relation.many ? { kind: 'list', element, size, query: sent } : element);
  }
  const made: Value = row(sent, entity.table.name, {
    fields,
    member: (name) =>
      ownMethod(entity, made, name) ??
      (name === 'save' || name === 'remove' || name === 'softRemove'
        ? native(name, ({ at }) => persist({ machine, entity, held: repository.held }, name, made, at))
        : undefined),
  });
  return made;
}

function write(
  repository: Repository,
  name: string,
  operation: QueryOperation,
  args: readonly Value[],
  at: Location,
): Value {
  const { machine, entity } = repository;
  const criteria = operation === 'insert' || name === 'clear' ? undefined : args[0];
  const start: Plan = { ...planFor(repository, operation, at), returns: false, inputs: sourcesOf(args) };
  const byKey = criteria !== undefined && criteria.kind !== 'object' && criteria.kind !== 'union';
  const key = entity.table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  const many = args[0]?.kind === 'array' || args[0]?.kind === 'list';
  const filtered = byKey
    ? { ...start, ...(many ? { compared: [...key] } : { equal: [...key] }) }
    : withFilter(start, entity.table, criteria);
  const plan: Plan =
    operation === 'insert'
      ? { ...start, values: many ? asList(args[0] ?? DATA).size : { kind: 'exactly', count: 1 } }
      : filtered;
  return now(machine, plan, () => {
    send(machine, plan);
    return newObject(false, [['affected', DATA]]);
  });
}

/** `save` and `remove`: a transaction; what may already be there is read first. */
export function persist(repository: Repository, name: string, value: Value, at: Location): Value {
  const { machine, entity, held } = repository;
  const many = value.kind === 'array' || value.kind === 'list';
  const element = many ? asList(value).element : value;
  const known = isKnown(element);
  const operation: QueryOperation =
    name === 'save' ? (known ? 'update' : 'insert') : name === 'remove' ? 'delete' : 'update';
  const within = { ...repository, held: true };
  const key = entity.table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  return inTransaction(machine, databaseOfEntities(machine, 'typeorm'), held, at, () => {
    const keyed: Plan = { ...planFor(within, 'select', at), equal: [...key], keyed: true, inputs: sourcesOf([value]) };
    if (known || name !== 'save') send(machine, keyed);
    const count = many ? asList(value).size : ({ kind: 'exactly', count: 1 } as const);
    const sent = send(
      machine,
      operation === 'insert'
        ? { ...planFor(within, 'insert', at), values: count, inputs: sourcesOf([value]) }
        : { ...keyed, operation, returns: false },
    );
    if (known) return value;
    const made = recordOf(repository, sent, []);
    return many ? rowList(machine, sent, made) : made;
  });
}

/** A row that was read, or an object that brings its own key. */
function isKnown(value: Value): boolean {
  if (value.kind === 'row') return value.query.operation !== 'insert';
  if (value.kind === 'union') return value.of.some(isKnown);
  if (value.kind !== 'object') return false;
  const id = value.fields.get('id');
  return (id !== undefined && id.kind !== 'literal') || value.spreads.some((spread) => spread.kind === 'row');
}
