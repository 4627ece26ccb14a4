import type { Column, Index } from '../../../model/schema.ts';
import type { Location } from '../../../model/source.ts';
import type { Value } from './values.ts';

export interface TableModel {
  name: string;
  readonly at: Location;
  /** By the name of the property in the code. */
  readonly columns: Map<string, ColumnModel>;
  readonly indexes: Index[];
  readonly relations: Map<string, Relation>;
  /** The code that declares it says nothing of its keys. */
  keysUnsaid?: true;
}

/** Rows of another table that belong to a row. */
export interface Relation {
  readonly table: TableModel;
  readonly many: boolean;
  /** Property of this table that references the other. */
  readonly own?: string;
  /** Property of the other table that references this one. */
  readonly other?: string;
  /** The table between two that reference each other many to many. */
  readonly through?: TableModel;
  /** Loaded with every read, asked or not. */
  readonly eager?: boolean;
}

export interface ColumnModel {
  readonly table: TableModel | undefined;
  readonly column: Column;
  /** Points at the column it references, once every module is evaluated. */
  readonly references?: Value;
  /** The column it references, when its name is already known. */
  readonly points?: { readonly table: string; readonly column: string };
}
