import type { Cardinality, QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { rowsOf } from '../../program/query-step.ts';
import { DATA } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, TableModel, Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { later, row, rowList, send } from '../entities/queries.ts';
import { columnOf } from '../entities/tables.ts';
import { newPlan, type Plan } from '../plans.ts';
import type { PrismaDoor } from './client.ts';

type Fields = ReadonlyMap<string, Value>;
const NONE: Fields = new Map();

export function optionsOf(value: Value | undefined): Fields {
  if (value?.kind === 'object') return value.fields;
  const object = value?.kind === 'union' ? value.of.find((part) => part.kind === 'object') : undefined;
  return object?.kind === 'object' ? object.fields : NONE;
}

export function planFor(door: PrismaDoor, table: TableModel, operation: QueryOperation, at: Location): Plan {
  const plan = { ...newPlan(door.database, operation, at), tables: [table.name] };
  return door.held ? { ...plan, held: true } : plan;
}

/** A call that reads; undefined for the others. It runs when it is awaited. */
export function prismaRead(
  door: PrismaDoor,
  table: TableModel,
  method: string,
  options: Value | undefined,
  at: Location,
): Value | undefined {
  const fields = optionsOf(options);
  const plan = withFilter(planFor(door, table, operationOf(method), at), table, fields.get('where'));
  switch (method) {
    case 'findUnique':
    case 'findUniqueOrThrow':
    case 'findFirst':
    case 'findFirstOrThrow':
      return one(door, table, ordered({ ...plan, limit: 1 }, table, fields), fields);
    case 'findMany':
      return many(door, table, limited(ordered(plan, table, fields), fields), fields);
    case 'count':
    case 'aggregate':
      return later({ ...plan, aggregated: true }, () => {
        send(door.machine, { ...plan, aggregated: true });
        return DATA;
      });
    case 'groupBy': {
      const groups = limited(grouped(plan, fields), fields);
      return later(groups, () => rowList(door.machine, send(door.machine, groups), DATA));
    }
    default:
      return undefined;
  }
}

function operationOf(method: string): QueryOperation {
  return method === 'count' ? 'count' : 'select';
}

/** One row per distinct value: as many as there are categories, unless what is grouped by names a thing. */
function grouped(plan: Plan, fields: Fields): Plan {
  const by = fields.get('by');
  const items = by?.kind === 'array' ? by.items : by === undefined ? [] : [by];
  const names = items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
  return names.length === 0 || names.some((name) => /^id$|Id$|_id$/.test(name)) ? plan : { ...plan, grouped: true };
}

function limited(plan: Plan, fields: Fields): Plan {
  const take = fields.get('take');
  return take === undefined ? plan : withLimit(plan, take);
}

function ordered(plan: Plan, table: TableModel, fields: Fields): Plan {
  const order = fields.get('orderBy');
  const items = order?.kind === 'array' ? order.items : order === undefined ? [] : [order];
  const columns = items.flatMap((item) => (item.kind === 'object' ? [...item.fields.keys()] : []));
  return { ...plan, order: columns.filter((name) => table.columns.has(name)).map((name) => columnOf(table, name)) };
}

/** Reading one row; `prisma.user.findUnique(…).posts()` goes on to its relations. */
function one(door: PrismaDoor, table: TableModel, plan: Plan, fields: Fields): Value {
  return later(
    plan,
    () => {
      const query = send(door.machine, plan);
      return row(query, table.name, { fields: loadRelations(door, table, query, fields) });
    },
    (name, args) => {
      const relation = table.relations.get(name);
      if (relation === undefined) return undefined;
      const inner = relationPlan(door, table, relation, plan, optionsOf(args[0]));
      return later(inner, () => {
        send(door.machine, plan);
        return rowsOfRelation(door, relation, inner, optionsOf(args[0]));
      });
    },
  );
}

function many(door: PrismaDoor, table: TableModel, plan: Plan, fields: Fields): Value {
  return later(plan, () => {
    const query = send(door.machine, plan);
    const element = row(query, table.name, { fields: loadRelations(door, table, query, fields) });
    return rowList(door.machine, query, element);
  });
}

/**
 * Relations asked for by `include` or `select`: one more query each, for all the rows at once, and one before it for the table between when it is
 * many to many. Prisma's `relationLoadStrategy: 'join'` asks the database for everything in one.
 */
export function loadRelations(
  door: PrismaDoor,
  table: TableModel,
  query: QueryPlan,
  fields: Fields,
): Map<string, Value> {
  const strategy = fields.get('relationLoadStrategy');
  const joined = strategy?.kind === 'literal' && strategy.value === 'join';
  const loaded = new Map<string, Value>();
  for (const asked of [fields.get('include'), fields.get('select')]) {
    for (const [name, options] of optionsOf(asked)) {
      const relation = table.relations.get(name);
      if (relation === undefined || (options.kind === 'literal' && options.value !== true)) continue;
      const inner = relationPlan(door, table, relation, query, optionsOf(options));
      loaded.set(name, joined ? DATA : rowsOfRelation(door, relation, inner, optionsOf(options)));
    }
  }
  return loaded;
}

function rowsOfRelation(door: PrismaDoor, relation: Relation, plan: Plan, fields: Fields): Value {
  const { through } = relation;
  let own = plan;
  if (through !== undefined) {
    const links = { ...plan, tables: [through.name], equal: [], compared: ['A'], loose: [], order: [] };
    const found = send(door.machine, { ...links, ...perParent(plan.listed, through.name, ['A']) });
    own = { ...plan, listed: rowsOf(door.machine.tables, found) };
  }
  const query = send(door.machine, own);
  const element = row(query, relation.table.name, { fields: loadRelations(door, relation.table, query, fields) });
  if (!relation.many) return element;
  const list = rowList(door.machine, query, element);
  const size = ofOneParent(plan, relation);
  return size === undefined ? list : { ...list, size };
}

/** How many of the rows, read at once for several parents, each of these has. */
function ofOneParent({ limitFrom, listed }: Plan, { through }: Relation): Cardinality | undefined {
  if (limitFrom?.kind === 'product') return limitFrom.of.at(-1);
  if (through === undefined || listed === undefined || listed.kind === 'exactly') return undefined;
  return { kind: 'matching', table: through.name, columns: ['A'] };
}

/** As many rows per parent as share its key; of one parent, that many. */
function perParent(parents: Cardinality | undefined, table: string, columns: readonly string[]): Partial<Plan> {
  if (parents === undefined || (parents.kind === 'exactly' && parents.count === 1)) return {};
  return { limitFrom: { kind: 'product', of: [parents, { kind: 'matching', table, columns }] } };
}

/** The rows of a relation that belong to the rows of another query. */
function relationPlan(door: PrismaDoor, table: TableModel, relation: Relation, owner: QueryPlan, fields: Fields): Plan {
  const key = columnOf(relation.table, keyOf(relation));
  const parents: Cardinality = isUnique(table, owner) ? ONE : rowsOf(door.machine.tables, owner);
  const base = { ...planFor(door, relation.table, 'select', owner.at), inputs: [owner.at] };
  const start: Plan = {
    ...base,
    ...(parents === ONE ? { equal: [key] } : { compared: [key] }),
    listed: parents,
    ...(parents === ONE && relation.many ? {} : { related: true as const }),
    ...(relation.other === undefined ? {} : perParent(parents, relation.table.name, [key])),
  };
  const plan = ordered(withFilter(start, relation.table, fields.get('where')), relation.table, fields);
  return limited(plan, fields);
}

const ONE: Cardinality = { kind: 'exactly', count: 1 };

function isUnique(table: TableModel, { equal }: QueryPlan): boolean {
  return table.indexes.some((index) => index.unique && index.columns.every((column) => equal.includes(column)));
}

function keyOf({ table, other }: Relation): string {
  return other ?? table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
}
