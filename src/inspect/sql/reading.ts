import type { QueryOperation } from '../../model/program.ts';

/** What one SQL statement tells. Columns are those of the main table, as far as their prefix tells. */
export interface SqlReading {
  readonly operation: QueryOperation;
  /** The main one first. */
  readonly tables: readonly string[];
  /** Compared with `=` to one value, all of which must hold. */
  readonly equal: readonly string[];
  /** Ranges and lists. */
  readonly compared: readonly string[];
  /** Mentioned in a way that no index helps. */
  readonly loose: readonly string[];
  /** For each OR, a column of each of its sides. */
  readonly either?: readonly (readonly string[])[];
  /** Compared with `=`, in tables joined to the main one. */
  readonly elsewhere?: readonly { readonly table: string; readonly column: string }[];
  readonly order: readonly string[];
  readonly limit?: number;
  readonly limited: boolean;
  readonly aggregated: boolean;
  /** One row per distinct value of columns whose name is not that of an identifier. */
  readonly grouped: boolean;
  readonly returns: boolean;
  /** Elements of the list that a column is compared with; undefined when there is no list, or its length is not in the text. */
  readonly listed?: number;
  /** Rows that an insert writes, when the text tells. */
  readonly values?: number;
  /** The filter is more than a conjunction of comparisons, or could not be read. */
  readonly unknownFilter: boolean;
}

/** Whether grouping by these columns gives a row per category rather than a row per person or thing. */
export function isGrouped(columns: readonly string[]): boolean {
  return columns.length > 0 && !columns.some((name) => /(^|_)id$|Id$|^e?mail$/.test(name));
}
