import type { AccessPath, Cardinality, QueryStep } from '../../../model/program.ts';
import { accessPath, type Table } from '../../../model/schema.ts';
import type { Location } from '../../../model/source.ts';
import type { QueryPlan } from '../values/query.ts';
import type { TableModel } from '../values/values.ts';
import { accessThroughJoin, rowsThroughJoin } from './joined-filter.ts';

const NONE: Cardinality = { kind: 'exactly', count: 0 };
const ONE: Cardinality = { kind: 'exactly', count: 1 };

/** Distinct values of a column that names a category (a state, a month, a city), at most, whatever the size of the table. */
const MOST_GROUPS = 50;

/** The table as the model holds it, without references. */
export function tableOf(table: TableModel): Table {
  return {
    name: table.name,
    at: table.at,
    columns: [...table.columns.values()].map((one) => one.column),
    indexes: table.indexes,
  };
}

function mainTable(tables: readonly TableModel[], plan: QueryPlan): Table | undefined {
  const found = tables.find((table) => table.name === plan.tables[0]);
  return found === undefined ? undefined : tableOf(found);
}

function accessOf(tables: readonly TableModel[], table: Table | undefined, plan: QueryPlan): AccessPath {
  if (plan.operation === 'insert') return 'none';
  if (plan.keyed === true) return 'unique';
  if (plan.tables.length === 0 || plan.unknownFilter) return 'unknown';
  const filter = filterOf(plan);
  if (filter.length === 0) return accessThroughJoin(tables, plan);
  if (table === undefined) return 'unknown';
  const path = accessPath(table, plan.equal, plan.compared);
  const served = (columns: readonly string[]): boolean => columns.every((one) => accessPath(table, [one]) !== 'scan');
  if (path === 'scan' && plan.either?.some(served) === true) return 'index';
  return path === 'scan' && saysNoKeys(tables) ? 'unknown' : path;
}

/** A schema most of whose tables are declared without any key was written for the types of their columns: the database has keys that it does not tell. */
function saysNoKeys(tables: readonly TableModel[]): boolean {
  return tables.filter((table) => table.keysUnsaid === true).length * 2 > tables.length;
}

function filterOf(plan: QueryPlan): readonly string[] {
  return [...new Set([...plan.equal, ...plan.compared, ...plan.loose])];
}

/** Rows that satisfy the filter, whatever the limit. */
function matching(tables: readonly TableModel[], plan: QueryPlan): Cardinality {
  const name = plan.tables[0];
  if (name === undefined) return { kind: 'unknown', hint: 'query' };
  const table = mainTable(tables, plan);
  if (accessOf(tables, table, plan) === 'unique') return ONE;
  const filter = filterOf(plan);
  if (
    table !== undefined &&
    plan.listed !== undefined &&
    accessPath(table, [...plan.equal, ...plan.compared]) === 'unique'
  )
    return plan.listed;
  if (plan.unknownFilter) return { kind: 'unknown', hint: name };
  if (filter.length > 0) return bySides(table, plan, { kind: 'matching', table: name, columns: filter });
  return rowsThroughJoin(plan) ?? { kind: 'table', table: name };
}

/** An OR of unique keys finds one row by each of them at most. */
function bySides(table: Table | undefined, { either }: QueryPlan, all: Cardinality): Cardinality {
  const keys = either?.find((columns) =>
    columns.every((one) => table !== undefined && accessPath(table, [one]) === 'unique'),
  );
  return keys === undefined ? all : { kind: 'at-most', limit: keys.length, of: all };
}

/** Rows that come back to the application. */
export function rowsOf(tables: readonly TableModel[], plan: QueryPlan): Cardinality {
  if (!plan.returns) return NONE;
  if (plan.operation === 'insert') return plan.values ?? ONE;
  if (plan.aggregated) return ONE;
  const all = matching(tables, plan);
  if (all.kind === 'exactly') return all;
  if (plan.grouped === true)
    return { kind: 'at-most', limit: Math.min(MOST_GROUPS, plan.limit ?? MOST_GROUPS), of: all };
  if (plan.limit !== undefined) return { kind: 'at-most', limit: plan.limit, of: all };
  return plan.limitFrom ?? all;
}

/** Joins a query with the schema: access path, rows returned and read. Inside a transaction of its database, one sent through the pool takes a second connection. */
export function queryStep(
  tables: readonly TableModel[],
  plan: QueryPlan,
  via: readonly Location[],
  transaction: string | undefined,
): QueryStep {
  const table = mainTable(tables, plan);
  const access = accessOf(tables, table, plan);
  const all = matching(tables, plan);
  const rows = rowsOf(tables, plan);
  const writes = plan.operation === 'insert' || plan.operation === 'update' || plan.operation === 'delete';
  const name = plan.tables[0];
  const scanned: Cardinality =
    plan.operation === 'insert' ? NONE : access === 'scan' && name !== undefined ? { kind: 'table', table: name } : all;
  return {
    kind: 'query',
    database: plan.database,
    operation: plan.operation,
    tables: plan.tables,
    filter: filterOf(plan),
    access,
    ...(plan.order.length === 0 ? {} : { order: plan.order }),
    ...(plan.limit === undefined ? {} : { limit: plan.limit }),
    rows,
    scanned,
    ...(writes ? { written: plan.operation === 'insert' ? (plan.values ?? ONE) : all } : {}),
    unbounded: plan.operation === 'select' && !plan.first && plan.related !== true && isOpenEnded(rows),
    ...(transaction === plan.database && plan.held === undefined ? { ownConnection: true } : {}),
    at: plan.at,
    ...(via.length === 0 ? {} : { via }),
  };
}

function isOpenEnded(rows: Cardinality): boolean {
  return rows.kind === 'table' || rows.kind === 'matching';
}
