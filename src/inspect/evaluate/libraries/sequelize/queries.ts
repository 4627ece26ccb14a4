import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import { type Machine, record, runAside } from '../../machine.ts';
import { emptyRecording } from '../../program/recording.ts';
import { DATA, literal, newArray, newObject, sourcesOf, TRUE } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, TableModel, Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { type Fields, fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { now, row, rowList, send } from '../entities/queries.ts';
import { type Entity, runHooks } from '../entities/registry.ts';
import { columnOf } from '../entities/tables.ts';
import { sameWord } from '../entities/words.ts';
import { newPlan, type Plan } from '../plans.ts';
import { databaseOfSequelize } from './connection.ts';
import { decoratedModel } from './decorated.ts';
import { memberOfRecord } from './records.ts';
import { withScopes } from './scopes.ts';
import { sortedBy, tablesWritten } from './written.ts';

const READS = new Set(['findAll', 'findOne', 'findByPk', 'findAndCountAll', 'count', 'max', 'min', 'sum', 'aggregate']);
const WRITES: Readonly<Record<string, QueryOperation>> = {
  create: 'insert',
  bulkCreate: 'insert',
  upsert: 'insert',
  update: 'update',
  increment: 'update',
  decrement: 'update',
  restore: 'update',
  destroy: 'delete',
  truncate: 'delete',
};

export function isQuery(name: string): boolean {
  return READS.has(name) || WRITES[name] !== undefined || /^findOrCreate$|^findCreateFind$|^findOrBuild$/.test(name);
}

export function planOf(
  machine: Machine,
  table: TableModel,
  operation: QueryOperation,
  options: Fields,
  at: Location,
): Plan {
  const plan = { ...newPlan(databaseOfSequelize(machine), operation, at), tables: [table.name] };
  const transaction = options.get('transaction');
  return transaction !== undefined && transaction.kind !== 'literal' ? { ...plan, held: true } : plan;
}

/** A static method of a model that reaches the database, at once. */
export function query(machine: Machine, entity: Entity, name: string, args: readonly Value[], at: Location): Value {
  const operation = WRITES[name];
  if (operation !== undefined) return write(machine, entity, name, operation, args, at);
  if (name.startsWith('findOrCreate') || name === 'findCreateFind') return findOrCreate(machine, entity, args, at);
  const options = withScopes(machine, entity, fieldsOf(name === 'findByPk' ? args[1] : args[0]));
  const counted = name === 'count' || READS_ONE_NUMBER.test(name);
  const start = planOf(machine, entity.table, name === 'count' ? 'count' : 'select', options, at);
  const plan = readPlan(machine, entity.table, start, options);
  if (counted)
    return now(machine, plan, () => {
      send(machine, { ...plan, aggregated: true });
      return DATA;
    });
  if (name === 'findByPk') {
    const key = entity.table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
    const byKey: Plan = { ...plan, equal: [...key], limit: 1, inputs: sourcesOf(args.slice(0, 1)) };
    return now(machine, byKey, () => one(machine, entity, byKey, options));
  }
  if (name === 'findOne' || name === 'findOrBuild')
    return now(machine, plan, () => one(machine, entity, { ...plan, limit: 1 }, options));
  return now(machine, plan, () => {
    if (name !== 'findAndCountAll') return many(machine, entity, plan, options);
    const { limit: _limit, limitFrom: _from, order: _order, ...rest } = plan;
    send(machine, { ...rest, order: [], operation: 'count', aggregated: true });
    return newObject(false, [
      ['rows', many(machine, entity, plan, options)],
      ['count', DATA],
    ]);
  });
}

const READS_ONE_NUMBER = /^(max|min|sum|aggregate)$/;

/** Filter, joins, order and limit of a read. */
export function readPlan(machine: Machine, table: TableModel, start: Plan, options: Fields): Plan {
  const filtered = withFilter(start, table, options.get('where'));
  const joined = includesOf(machine, table, options.get('include')).filter(({ separate }) => !separate);
  const order = itemsOf(options.get('order')).flatMap((item) => sortedBy(itemsOf(item)[0]));
  const beside = [...joined.flatMap((each) => tablesOf(machine, each)), ...tablesWritten(options)];
  const plan: Plan = {
    ...filtered,
    tables: [...filtered.tables, ...beside.filter((name) => name !== table.name)],
    order: order.filter((name) => table.columns.has(name)).map((name) => columnOf(table, name)),
  };
  const limit = options.get('limit');
  return limit === undefined ? plan : withLimit(plan, limit);
}

interface Included {
  readonly name: string;
  readonly relation: Relation;
  readonly options: Fields;
  readonly separate: boolean;
}

/** Relations to load with the rows: models, aliases, or objects that say more. */
function includesOf(machine: Machine, table: TableModel, include: Value | undefined): readonly Included[] {
  return itemsOf(include).flatMap((item): readonly Included[] => {
    const options = fieldsOf(item);
    const model = decoratedModel(machine, options.get('model') ?? item);
    const alias = textOf(options.get('as')) ?? textOf(options.get('association')) ?? textOf(item);
    const found = [...table.relations].find(([name, relation]) =>
      alias === undefined ? relation.table === model?.table : sameWord(name, alias),
    );
    if (found === undefined) return [];
    const separate = options.get('separate');
    return [
      {
        name: found[0],
        relation: found[1],
        options,
        separate: separate?.kind === 'literal' && separate.value === true,
      },
    ];
  });
}

function tablesOf(machine: Machine, { relation, options }: Included): readonly string[] {
  const inner = includesOf(machine, relation.table, options.get('include'));
  const own = relation.through === undefined ? [relation.table.name] : [relation.through.name, relation.table.name];
  return [...own, ...inner.flatMap((each) => tablesOf(machine, each))];
}

/** What joins brought under each name; lists that are asked separately are one more query each. */
function loaded(machine: Machine, table: TableModel, found: QueryPlan, options: Fields): Map<string, Value> {
  const fields = new Map<string, Value>();
  for (const each of includesOf(machine, table, options.get('include'))) {
    const { relation, name } = each;
    const source = each.separate ? send(machine, separatePlan(machine, each, found)) : found;
    const element = row(source, relation.table.name, { fields: loaded(machine, relation.table, source, each.options) });
    const size = { kind: 'matching', table: relation.table.name, columns: [relation.other ?? 'id'] } as const;
    fields.set(name, relation.many ? { kind: 'list', element, size, query: source } : element);
  }
  return fields;
}

function separatePlan(machine: Machine, { relation, options }: Included, owner: QueryPlan): Plan {
  const plan = planOf(machine, relation.table, 'select', options, owner.at);
  return readPlan(
    machine,
    relation.table,
    { ...plan, compared: [columnOf(relation.table, relation.other ?? 'id')] },
    options,
  );
}

export function one(machine: Machine, entity: Entity, plan: Plan, options: Fields): Value {
  return recordOf(machine, entity, send(machine, plan), options);
}

export function many(machine: Machine, entity: Entity, plan: Plan, options: Fields): Value {
  const found = send(machine, plan);
  return rowList(machine, found, recordOf(machine, entity, found, options));
}

function recordOf(machine: Machine, entity: Entity, found: QueryPlan, options: Fields): Value {
  const fields = loaded(machine, entity.table, found, options);
  const made: Value = row(found, entity.table.name, {
    fields,
    member: (name) => memberOfRecord(machine, entity, made, found, name),
  });
  return made;
}

function write(
  machine: Machine,
  entity: Entity,
  name: string,
  operation: QueryOperation,
  args: readonly Value[],
  at: Location,
): Value {
  const inserts = operation === 'insert';
  const options = fieldsOf(args[inserts || name === 'update' || /crement$/.test(name) ? 1 : 0]);
  const start = planOf(machine, entity.table, operation, options, at);
  const plan: Plan = inserts
    ? {
        ...start,
        inputs: sourcesOf(args),
        values: name === 'bulkCreate' ? asList(args[0] ?? DATA).size : { kind: 'exactly', count: 1 },
      }
    : { ...withFilter(start, entity.table, options.get('where')), returns: false };
  return now(machine, plan, () => {
    const events = EVENTS[name] ?? [];
    const draft: Value = inserts ? recordOf(machine, entity, plan, new Map()) : DATA;
    runHooks(
      machine,
      entity,
      events.filter((event) => event.startsWith('before')),
      draft,
      [draft, args[1] ?? DATA],
      at,
    );
    const sent = send(machine, plan);
    const made = recordOf(machine, entity, sent, new Map());
    runHooks(
      machine,
      entity,
      events.filter((event) => event.startsWith('after')),
      made,
      [made, args[1] ?? DATA],
      at,
    );
    if (!inserts) return newArray([DATA]);
    if (name === 'upsert') return newArray([made, TRUE]);
    return name === 'bulkCreate' ? rowList(machine, sent, made) : made;
  });
}

const EVENTS: Readonly<Record<string, readonly string[]>> = {
  create: ['beforeValidate', 'beforeCreate', 'beforeSave', 'afterCreate', 'afterSave'],
  bulkCreate: ['beforeBulkCreate', 'afterBulkCreate'],
  update: ['beforeBulkUpdate', 'afterBulkUpdate'],
  destroy: ['beforeBulkDestroy', 'afterBulkDestroy'],
};

/** `findOrCreate`: looks, and inserts when there is nothing, within a transaction of its own unless it is given one. */
function findOrCreate(machine: Machine, entity: Entity, args: readonly Value[], at: Location): Value {
  const options = fieldsOf(args[0]);
  const start = planOf(machine, entity.table, 'select', options, at);
  const plan = readPlan(machine, entity.table, { ...start, limit: 1 }, options);
  return now(machine, plan, () => {
    const found = one(machine, entity, plan, options);
    const { recording } = runAside(machine, () =>
      send(machine, { ...planOf(machine, entity.table, 'insert', options, at), values: { kind: 'exactly', count: 1 } }),
    );
    const branches = [recording, emptyRecording()].map((each) => ({
      likelihood: 'even' as const,
      leaves: false,
      recording: each,
    }));
    record(machine, { kind: 'choice', at, branches });
    return newArray([found, literal(true)]);
  });
}
