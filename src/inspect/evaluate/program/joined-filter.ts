import type { AccessPath, Cardinality } from '../../../model/program.ts';
import { accessPath } from '../../../model/schema.ts';
import type { QueryPlan } from '../values/query.ts';
import type { TableModel } from '../values/values.ts';
import { tableOf } from './query-step.ts';

/** Rows of the main table that belong to those kept in the tables joined to it; undefined without a filter there. */
export function rowsThroughJoin({ tables, elsewhere = [] }: QueryPlan): Cardinality | undefined {
  const main = tables[0];
  if (main === undefined || elsewhere.length === 0) return undefined;
  return { kind: 'matching', table: main, columns: elsewhere.map(({ table, column }) => `${table}.${column}`) };
}

/** By an index when the joined row is found by one, and the rows that refer to it by another; the whole table otherwise. */
export function accessThroughJoin(tables: readonly TableModel[], { tables: names, elsewhere }: QueryPlan): AccessPath {
  const named = (name: string | undefined) => tables.find((table) => table.name === name);
  const main = named(names[0]);
  const found = (elsewhere ?? []).some(({ table, column }) => {
    const joined = named(table);
    if (main === undefined || joined === undefined) return false;
    return isIndexed(joined, [column]) && referencesTo(table, main).some((name) => isIndexed(main, [name]));
  });
  return found ? 'index' : 'scan';
}

function isIndexed(table: TableModel, columns: readonly string[]): boolean {
  return accessPath(tableOf(table), columns) !== 'scan';
}

/** Columns known to refer to a table. */
function referencesTo(table: string, { columns }: TableModel): readonly string[] {
  return [...columns.values()].flatMap(({ column, points }) => (points?.table === table ? [column.name] : []));
}
