import { type Column, columnsNamed, type Index, renameIn, type Table } from '../../model/schema.ts';
import type { Location } from '../../model/source.ts';

/** Tables as the statements read so far leave them. Names are kept as written, and found in lower case. */
export interface Ledger {
  readonly tables: Map<string, LedgerTable>;
}

interface LedgerTable {
  name: string;
  readonly at: Location;
  /** False for a table that is only altered or indexed here: something else declares it. */
  readonly created: boolean;
  columns: Column[];
  indexes: NamedIndex[];
}

interface NamedIndex extends Index {
  readonly name: string;
}

export function newLedger(): Ledger {
  return { tables: new Map() };
}

/** A table found or altered; unknown ones are declared elsewhere. */
export function tableNamed(ledger: Ledger, name: string, at: Location): LedgerTable {
  const known = ledger.tables.get(name.toLowerCase());
  if (known !== undefined) return known;
  const made: LedgerTable = { name, at, created: false, columns: [], indexes: [] };
  ledger.tables.set(name.toLowerCase(), made);
  return made;
}

/** `create table if not exists` leaves the first declaration. */
export function createTable(ledger: Ledger, name: string, at: Location): LedgerTable {
  const known = ledger.tables.get(name.toLowerCase());
  if (known?.created === true) return known;
  const made: LedgerTable = { name, at, created: true, columns: [], indexes: known?.indexes ?? [] };
  ledger.tables.set(name.toLowerCase(), made);
  return made;
}

export function addColumn(table: LedgerTable, column: Column): void {
  if (!table.columns.some(({ name }) => name === column.name)) table.columns.push(column);
}

export function addReference(table: LedgerTable, name: string, references: NonNullable<Column['references']>): void {
  table.columns = table.columns.map((column) => (column.name === name ? { ...column, references } : column));
}

export function addIndex(table: LedgerTable, index: NamedIndex): void {
  if (index.columns.length > 0) table.indexes.push(index);
}

export function dropIndex(ledger: Ledger, name: string): void {
  for (const table of ledger.tables.values())
    table.indexes = table.indexes.filter((index) => index.name.toLowerCase() !== name.toLowerCase());
}

export function dropTable(ledger: Ledger, name: string): void {
  ledger.tables.delete(name.toLowerCase());
}

export function dropColumn(table: LedgerTable, name: string): void {
  table.columns = table.columns.filter((column) => column.name !== name);
  table.indexes = table.indexes.filter((index) => !index.columns.some((each) => columnsNamed(each).includes(name)));
}

export function renameTable(ledger: Ledger, from: string, to: string): void {
  const table = ledger.tables.get(from.toLowerCase());
  if (table === undefined) return;
  ledger.tables.delete(from.toLowerCase());
  table.name = to;
  ledger.tables.set(to.toLowerCase(), table);
}

export function renameColumn(table: LedgerTable, from: string, to: string): void {
  const renamed = (name: string): string => (name === from ? to : name);
  table.columns = table.columns.map((column) => ({ ...column, name: renamed(column.name) }));
  table.indexes = table.indexes.map((index) => ({
    ...index,
    columns: index.columns.map((each) => renameIn(each, renamed)),
  }));
}

/** A table of the ledger, and whether the files that were read create it. */
export interface SqlTable extends Table {
  readonly created: boolean;
}

export function tablesIn(ledger: Ledger): readonly SqlTable[] {
  return [...ledger.tables.values()].map(({ name, at, created, columns, indexes }) => ({
    name,
    at,
    created,
    columns,
    indexes: indexes.map(({ name: _name, ...index }) => index),
  }));
}
