import type { ArrowFunctionExpression, Class, Function as FunctionNode } from 'oxc-parser';
import type { CallStep, Cardinality } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import type { Task } from '../program/recording.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import type { Cells, Items } from './cells.ts';
import type { QueryPlan } from './query.ts';
import type { Scope } from './scope.ts';
import type { ColumnModel, Relation, TableModel } from './table.ts';

/** What an expression may be worth. Only what decides routes, effects and cardinalities is kept; the rest is `opaque`. */
export type Value =
  | Literal
  | Text
  | Opaque
  | FunctionValue
  | NativeValue
  | ClassValue
  | ObjectValue
  | ArrayValue
  | ListValue
  | RowValue
  | CellValue
  | ExternalValue
  | PromiseValue
  | UnionValue
  | BuilderValue
  | TableValue
  | ColumnValue
  | ConditionValue
  | DatabaseValue;

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null | undefined;
}

/** A string of which only parts are known. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly Value[];
}

/**
 * - `request`: sent by the client (`name` is the path in the request: `body.email`)
 * - `environment`: a variable of the environment
 * - `clock`, `duration`: an instant, a difference of instants
 * - `state`: kept between requests by the process, perhaps empty
 * - `data`: anything computed; `unknown`: could be a function or a client that we did not follow
 */
export type Origin = 'request' | 'environment' | 'clock' | 'duration' | 'state' | 'data' | 'unknown';

export interface Opaque {
  readonly kind: 'opaque';
  readonly origin: Origin;
  readonly name: string;
  /** Lines of the queries whose rows it was computed from, and of the password hash it is. */
  readonly sources?: readonly Location[];
  /** For a piece of the path of the request: the methods of strings that cut it out, with what they were given. */
  readonly cut?: readonly Cut[];
  /** For the length of a list: how many. */
  readonly count?: Cardinality;
}

/** A step from a path to a piece of it: `['split', '/']`, then `['at', 1]`. */
export type Cut = readonly [method: string, ...given: (string | number)[]];

export interface FunctionValue {
  readonly kind: 'function';
  readonly id: number;
  readonly node: FunctionNode | ArrowFunctionExpression;
  readonly file: ParsedFile;
  readonly scope: Scope;
  readonly self: Value | undefined;
  readonly name: string;
  /** Class whose method it is, for `super`. */
  readonly home: ClassValue | undefined;
  /** Fields set on the function itself. */
  readonly fields: Cells;
}

/** A function whose meaning is known to Jauge rather than written in the project. */
export interface NativeValue {
  readonly kind: 'native';
  readonly name: string;
  readonly call: (input: CallInput) => Value;
  /** Arguments it was made with, for middleware such as `express.json({ limit })`. */
  readonly options?: readonly Value[];
}

export interface CallInput {
  readonly args: readonly Value[];
  readonly self: Value | undefined;
  readonly at: Location;
  readonly construct: boolean;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly id: number;
  readonly node: Class;
  readonly file: ParsedFile;
  readonly scope: Scope;
  readonly name: string;
  readonly parent: Value | undefined;
  readonly fields: Cells;
  readonly implemented: readonly string[];
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly id: number;
  readonly fields: Cells;
  /** Values spread into it, whose fields are not listed. */
  readonly spreads: Value[];
  readonly made: ClassValue | undefined;
  /** `request`, `response`, `map`… : fields that are not listed have a meaning known to Jauge. */
  readonly nature: string | undefined;
  /** Created while modules were evaluated, hence shared by all requests. */
  readonly shared: boolean;
  /** Where a map or a set was made. */
  readonly at?: Location;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly id: number;
  readonly items: Items;
}

/** A sequence of which only the common element and the size are known. */
export interface ListValue {
  readonly kind: 'list';
  readonly element: Value;
  readonly size: Cardinality;
  /** Query that returned the rows it comes from. */
  readonly query?: QueryPlan;
  /** Asynchronous work that its elements, all promises, are the results of. */
  readonly task?: Task;
}

export interface RowValue {
  readonly kind: 'row';
  readonly query: QueryPlan;
  readonly table: string;
  /** What a select list or relations put under each name. */
  readonly fields?: ReadonlyMap<string, Value>;
  /** What its mapper or its model adds to the columns: methods. */
  readonly member?: (name: string) => Value | undefined;
  /** What its mapper does when the code sets one of its columns. */
  readonly assigned?: (column: string | undefined) => void;
}

export interface CellValue {
  readonly kind: 'cell';
  readonly query: QueryPlan;
  readonly name: string;
}

/** Something that comes from a package: how it was reached, for instance `['new()', 'checkout', 'sessions']`. */
export interface ExternalValue {
  readonly kind: 'external';
  readonly package: string;
  readonly path: readonly string[];
  /** Arguments of the last call of the path. */
  readonly args: readonly Value[];
  /** Where the client was created or the package imported. */
  readonly at: Location;
  /** What the calls so far say that the next is about, for a store of documents. */
  readonly asked?: Pick<CallStep, 'on' | 'filter'>;
}

export interface PromiseValue {
  readonly kind: 'promise';
  readonly value: Value;
  readonly task: Task | undefined;
}

export interface UnionValue {
  readonly kind: 'union';
  readonly of: readonly Value[];
}

/** A query under construction: it runs when it is awaited. `methods` decides what each call adds. */
export interface BuilderValue {
  readonly kind: 'builder';
  readonly at: Location;
  readonly call: (name: string, args: readonly Value[], at: Location) => Value;
  readonly plan: () => QueryPlan;
  readonly result: (plan: QueryPlan) => Value;
  /** What awaiting it does, when that is more than one query. */
  readonly run?: () => Value;
  /** The SQL that it is, when it may be put in another query. */
  readonly fragment?: ConditionValue;
}

export type { ColumnModel, Relation, TableModel };

export interface TableValue {
  readonly kind: 'table';
  readonly table: TableModel;
}

export interface ColumnValue {
  readonly kind: 'column';
  readonly table: TableModel | undefined;
  readonly name: string;
  readonly type: string;
  readonly at: Location;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly references?: Value;
  /** Unique because the database takes it no other way. */
  readonly implied?: true;
}

/** A filter: the columns it compares and what flows into it. */
export interface ConditionValue {
  readonly kind: 'condition';
  readonly equal: readonly ColumnValue[];
  readonly compared: readonly ColumnValue[];
  /** Compared in a way that no index helps. */
  readonly loose?: readonly ColumnValue[];
  readonly listed?: Cardinality;
  readonly sources: readonly Location[];
  readonly aggregate?: boolean;
  readonly text?: string;
  readonly tables?: readonly string[];
}

export interface DatabaseValue {
  readonly kind: 'database';
  readonly id: string;
  readonly schema: Value | undefined;
  /** The handle of a transaction: its queries go through the connection that the transaction holds. */
  readonly held?: true;
}
