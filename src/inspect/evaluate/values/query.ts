import type { Cardinality, QueryOperation } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';

export interface TableColumn {
  readonly table: string;
  readonly column: string;
}

/** A query as the code builds it, before it is joined with the schema. One per place that runs it. */
export interface QueryPlan {
  readonly at: Location;
  readonly database: string;
  /** Sent through the handle of a transaction, or a connection taken by hand: it takes none from the pool. */
  readonly held?: true;
  readonly operation: QueryOperation;
  readonly tables: readonly string[];
  /** Columns of the main table compared with `=` to one value, all of which must hold. */
  readonly equal: readonly string[];
  /** Other columns of the main table that the filter mentions: ranges, lists, alternatives. */
  readonly compared: readonly string[];
  /** Columns that the filter mentions in a way no index helps: alternatives, `!=`, `like`. */
  readonly loose: readonly string[];
  /** For each OR of the filter, a column of each of its sides. */
  readonly either?: readonly (readonly string[])[];
  /** Columns of joined tables compared with `=`: they narrow the rows of the main table that belong to those kept. */
  readonly elsewhere?: readonly TableColumn[];
  readonly order: readonly string[];
  readonly limit?: number;
  /** The limit when it is not a number in the code. */
  readonly limitFrom?: Cardinality;
  /** Elements of the list that a unique column is compared with (`inArray`). */
  readonly listed?: Cardinality;
  readonly aggregated: boolean;
  /** One row per distinct value of columns that name a category rather than a person or a thing. */
  readonly grouped?: true;
  /** The filter is on a key, although no schema says so. */
  readonly keyed?: boolean;
  /** Rows come back: a select, or `returning`. */
  readonly returns: boolean;
  /** Rows that an insert writes. */
  readonly values?: Cardinality;
  /** Nothing could be read about the filter. */
  readonly unknownFilter: boolean;
  /** Lines of the queries whose rows flow into this one. */
  readonly inputs: readonly Location[];
  /** Loads what belongs to the rows of another query: as many as those, the list is theirs. */
  readonly related?: true;
  /** Only the first row is used. */
  first: boolean;
}
