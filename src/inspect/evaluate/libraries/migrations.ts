import type { Index } from '../../../model/schema.ts';
import { readMigrations, type SqlTable } from '../../sql/index.ts';
import type { Machine } from '../machine.ts';
import type { ColumnModel, TableModel } from '../values/values.ts';

/** Adds what the project's SQL files create to the tables that its code declares: indexes of known tables, and whole tables that no code declares. */
export function addMigrations(machine: Machine): void {
  for (const found of readMigrations(machine.project)) {
    const own = machine.tables.filter(({ name }) => name.toLowerCase() === found.name.toLowerCase());
    if (own.length === 0 && found.created) machine.tables.push(modelOf(found));
    for (const table of own)
      table.indexes.push(...found.indexes.filter((index) => !index.primary && !isDeclared(table, index)));
  }
}

function isDeclared(table: TableModel, index: Index): boolean {
  return table.indexes.some((each) => each.unique === index.unique && each.columns.join() === index.columns.join());
}

function modelOf(found: SqlTable): TableModel {
  const table: TableModel = {
    name: found.name,
    at: found.at,
    columns: new Map(),
    indexes: [...found.indexes],
    relations: new Map(),
  };
  for (const { references, ...column } of found.columns) {
    const model: ColumnModel = { table, column, ...(references === undefined ? {} : { points: references }) };
    table.columns.set(column.name, model);
  }
  return table;
}
