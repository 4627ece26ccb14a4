import type { Index } from '../../../../model/schema.ts';
import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import type { TableModel } from '../../values/values.ts';

/** A table that an object mapper declares, still without columns. */
export function newTable(machine: Machine, name: string, at: Location): TableModel {
  const known = machine.tables.find(
    (table) => table.name === name && table.at.file === at.file && table.at.line === at.line,
  );
  if (known !== undefined) return known;
  const table: TableModel = { name, at, columns: new Map(), indexes: [], relations: new Map() };
  machine.tables.push(table);
  return table;
}

/** Name in the database of a property of the code. */
export function columnOf(table: TableModel, property: string): string {
  return table.columns.get(property)?.column.name ?? property;
}

export interface ColumnDeclaration {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  readonly at: Location;
  readonly unique?: boolean;
  readonly primary?: boolean;
  readonly indexed?: boolean;
  readonly points?: { readonly table: string; readonly column: string };
}

/** Adds a column, with the index that its declaration asks for. */
export function addColumn(table: TableModel, declared: ColumnDeclaration): void {
  const { property, name, type, at, points } = declared;
  table.columns.set(property, {
    table,
    column: { name, type, at },
    ...(points === undefined ? {} : { points }),
  });
  if (declared.primary === true || declared.unique === true || declared.indexed === true)
    addIndex(table, [name], { unique: declared.indexed !== true, primary: declared.primary === true, at });
}

/** Adds an index, once. */
export function addIndex(
  table: TableModel,
  columns: readonly string[],
  declared: Pick<Index, 'unique' | 'primary' | 'partial' | 'at'>,
): void {
  const { unique } = declared;
  if (columns.length === 0) return;
  const same = table.indexes.some((index) => index.columns.join() === columns.join() && index.unique === unique);
  if (!same) table.indexes.push({ columns, ...declared });
}

/** Columns that are each said to be the key are the key together. */
export function joinKeys({ indexes, at }: TableModel): void {
  const keys = indexes.filter(({ primary }) => primary);
  if (keys.length < 2) return;
  for (const key of keys) indexes.splice(indexes.indexOf(key), 1);
  indexes.unshift({ columns: keys.flatMap(({ columns }) => columns), unique: true, primary: true, at });
}
