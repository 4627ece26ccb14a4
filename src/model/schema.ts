import type { Location } from './source.ts';

export interface Column {
  /** Name in the database. */
  readonly name: string;
  /** Type as the schema writes it: `text`, `integer`, `jsonb`… */
  readonly type: string;
  readonly at: Location;
  readonly references?: { readonly table: string; readonly column: string };
}

export interface Index {
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly primary: boolean;
  /** Columns that the condition of a partial index names: it serves only filters that name them too. */
  readonly partial?: readonly string[];
  readonly at: Location;
}

/** A table of the project's database, as its ORM schema or its migrations declare it. */
export interface Table {
  /** Name in the database. */
  readonly name: string;
  readonly at: Location;
  readonly columns: readonly Column[];
  /** Primary key and unique constraints included. */
  readonly indexes: readonly Index[];
}

/** How the database finds rows filtered on these columns, given the indexes of the table. */
export function accessPath(table: Table, filter: readonly string[]): 'unique' | 'index' | 'scan' {
  const columns = new Set(filter);
  const usable = table.indexes.filter(({ partial }) => partial?.every((column) => columns.has(column)) !== false);
  const covered = usable.filter((index) => index.unique && index.columns.every((column) => columns.has(column)));
  if (filter.length > 0 && covered.length > 0) return 'unique';
  const leading = usable.some((index) => index.columns[0] !== undefined && columns.has(index.columns[0]));
  return leading ? 'index' : 'scan';
}
