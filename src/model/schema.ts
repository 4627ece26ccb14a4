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
  /** Columns, or expressions of them in the form that filters have too: `email`, `lower(email)`, `data->>'kind'`. */
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

/** Words of an expression, without the texts it holds and the functions it calls. */
const NAMED = /'(?:[^']|'')*'|::\w+|[A-Za-z_$][\w$]*(?!\w*\()/g;

/** A column, or the columns of an expression: `email` for `lower(email)`. */
export function columnsNamed(key: string): readonly string[] {
  return (key.match(NAMED) ?? []).filter((word) => /^[A-Za-z_$]/.test(word));
}

/** The same column or expression, its columns under other names. */
export function renameIn(key: string, rename: (column: string) => string): string {
  return /^[\w$]+$/.test(key)
    ? rename(key)
    : key.replace(NAMED, (word) => (/^[A-Za-z_$]/.test(word) ? rename(word) : word));
}

/**
 * How the database finds rows filtered on these columns or expressions, given the indexes of the table: an index serves a filter on its first column;
 * it singles out a row when it is unique and `filter` has all its columns. `others` are compared too, in ways that do not single out.
 */
export function accessPath(
  table: Table,
  filter: readonly string[],
  others: readonly string[] = [],
): 'unique' | 'index' | 'scan' {
  const columns = new Set(filter);
  const named = new Set([...filter, ...others]);
  const usable = table.indexes.filter(({ partial }) => partial?.every((column) => named.has(column)) !== false);
  const covered = usable.filter((index) => index.unique && index.columns.every((column) => columns.has(column)));
  if (filter.length > 0 && covered.length > 0) return 'unique';
  const leading = usable.some((index) => index.columns[0] !== undefined && named.has(index.columns[0]));
  return leading ? 'index' : 'scan';
}
