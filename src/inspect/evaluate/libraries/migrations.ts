import type { Index } from '../../../model/schema.ts';
import { readMigrations, type SqlTable } from '../../sql/index.ts';
import type { Machine } from '../machine.ts';
import type { ColumnModel, TableModel } from '../values/values.ts';
import { declareObjection } from './objection/models.ts';

/** Adds what the project's SQL files create to the tables that its code declares: indexes of known tables, and whole tables that no code declares. */
export function addMigrations(machine: Machine): void {
  declareObjection(machine);
  for (const found of readMigrations(machine.project)) {
    const own = machine.tables.filter(({ name }) => name.toLowerCase() === found.name.toLowerCase());
    if (own.length === 0 && found.created) machine.tables.push(modelOf(found));
    for (const table of own) addColumns(table, found);
    for (const table of own)
      table.indexes.push(...found.indexes.filter((index) => !isDeclared(table, index)).map(besideItsKey));
  }
}

/** A key that the code does not declare is one more constraint beside the one that it does. */
function besideItsKey(index: Index): Index {
  return index.primary ? { ...index, primary: false } : index;
}

/** The columns of a table of which the code only names the key. */
function addColumns(table: TableModel, found: SqlTable): void {
  if ([...table.columns.values()].some(({ column }) => !isKey(table, column.name))) return;
  for (const [name, model] of modelOf(found).columns) if (!table.columns.has(name)) table.columns.set(name, model);
}

function isKey({ indexes }: TableModel, name: string): boolean {
  return indexes.some(({ primary, columns }) => primary && columns.includes(name));
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
