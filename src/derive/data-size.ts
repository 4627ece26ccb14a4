import { growthDefault, growthRules, sizes, valueSizes } from '../facts/growth/index.ts';
import { type Expression, product } from '../model/expression.ts';
import type { Known } from '../model/knowledge.ts';
import type { Measurement, Reading } from '../model/measurement.ts';
import type { Range } from '../model/range.ts';
import type { Column, Table } from '../model/schema.ts';
import type { Settings } from '../model/settings.ts';
import { recogniseAccounts } from './account-table.ts';
import { matching } from './fan-out.ts';
import { measuredRange } from './measured/ranges.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

/** Sizes of the project's data as expressions: `accounts` is the parameter everything grows with. */
export interface DataSize {
  /** The table whose rows are the accounts, when one was recognised. */
  readonly accountTable?: string;
  readonly accounts: Range;
  /** Accounts in the database when it was measured. */
  readonly measuredAccounts?: number;
  /** Rows of a table. */
  rows(table: string): Expression;
  /** Rows of a table that share the values of some columns. */
  matching(table: string, columns: readonly string[]): Expression;
  /** Bytes of one row written as JSON. */
  rowBytes(table: string): Expression;
  columns(table: string): number;
  /** Columns of a row over those of the rows with which the cost book was measured; 1 when the table is not known. */
  width(table: string): number;
  /** Whether the table grows with the accounts. */
  grows(table: string): boolean;
}

/** Tables of the database as measured, by name. */
type MeasuredTables = NonNullable<Measurement['database']>['tables'];

/** Reads the schema, the configuration and what was measured, and says how large every table is. */
export function dataSize(
  tables: readonly Table[],
  settings: Settings,
  book: ParameterBook,
  measured: MeasuredTables = {},
): DataSize {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const accountTable = recogniseAccounts(tables);
  const counted = measured[accountTable ?? '']?.rows;
  const measuredAccounts = counted === undefined || counted.typical <= 0 ? undefined : measuredRange(counted);
  const declared = settings.data?.accounts;
  const accounts = declared === undefined ? (measuredAccounts ?? knownRange(sizes.accounts)) : fixed(declared);
  const ratio = ratios(byName, accountTable, { declared: accounts, measured: measuredAccounts }, settings, measured);
  const rows = (name: string): Expression => {
    const size = ratio(name);
    const id = book.use(`rows.${name}`, size.range, size.grows ? 'rows per account' : 'rows');
    return size.grows ? product(1, 'accounts', id) : product(1, id);
  };
  return {
    ...(accountTable === undefined ? {} : { accountTable }),
    accounts,
    ...(measuredAccounts === undefined ? {} : { measuredAccounts: measuredAccounts.typical }),
    rows,
    grows: (name) => ratio(name).grows,
    columns: (name) => byName.get(name)?.columns.length ?? 0,
    width: (name) => widthOf(byName.get(name)),
    rowBytes: (name) =>
      product(rowBytes(byName.get(name)), book.use('data.row-size', knownRange(sizes.rowFactor), 'ratio')),
    matching: (name, columns) => matching({ tables: byName, name, columns, ratio, rows, book }),
  };
}

/** The cost book prices rows of this many columns; decoding, returning and scanning a row cost in proportion. */
const MEASURED_COLUMNS = 10;

function widthOf(table: Table | undefined): number {
  return table === undefined || table.columns.length === 0 ? 1 : table.columns.length / MEASURED_COLUMNS;
}

function fixed(value: number): Range {
  return { low: value, typical: value, high: value, source: { provenance: 'declared' } };
}

export interface TableSize {
  readonly grows: boolean;
  /** Rows per account when it grows, rows otherwise. */
  readonly range: Range;
}
export type Ratios = (name: string) => TableSize;

function ratios(
  tables: ReadonlyMap<string, Table>,
  accountTable: string | undefined,
  accounts: { readonly declared: Range; readonly measured: Range | undefined },
  settings: Settings,
  measured: MeasuredTables,
): Ratios {
  const known = new Map<string, TableSize>();
  const declared = settings.data?.rows ?? {};
  const tenant = [...tables.keys()].find((name) => ruleOf(name)?.kind === 'tenant' && name !== accountTable);
  const resolve: Ratios = (name) => {
    const cached = known.get(name);
    if (cached !== undefined) return cached;
    known.set(name, { grows: true, range: knownRange(growthDefault.alone) });
    const size = sized(name);
    known.set(name, size);
    return size;
  };
  const sized = (name: string): TableSize => {
    const count = declared[name];
    if (count !== undefined) return { grows: true, range: fixed(count / accounts.declared.typical) };
    if (name === accountTable)
      return { grows: true, range: { low: 1, typical: 1, high: 1, source: { provenance: 'declared' } } };
    const counted = countedSize(name, measured[name]?.rows, accounts.measured);
    if (counted !== undefined) return counted;
    const rule = ruleOf(name);
    if (rule?.per === 'application') return { grows: false, range: knownRange(rule.rows) };
    if (rule?.per === 'account') return { grows: true, range: knownRange(rule.rows) };
    if (rule?.per === 'tenant' && tenant !== undefined && tenant !== name) return times(resolve(tenant), rule.rows);
    const parent = parentOf(tables.get(name), tables);
    if (parent === undefined) return { grows: true, range: knownRange(growthDefault.alone) };
    return times(resolve(parent), growthDefault.child);
  };
  return resolve;
}

/**
 * Rows counted in the database: per account, but for a table of settings, which stays as it is whatever the accounts. Without the accounts they
 * belong to, counted rows say nothing of a larger database.
 */
function countedSize(name: string, rows: Reading | undefined, accounts: Range | undefined): TableSize | undefined {
  if (rows === undefined || accounts === undefined) return undefined;
  return ruleOf(name)?.per === 'application'
    ? { grows: false, range: measuredRange(rows) }
    : { grows: true, range: measuredRange(rows, accounts.typical) };
}

function times(size: TableSize, factor: Known): TableSize {
  const range = knownRange(factor);
  return {
    grows: size.grows,
    range: {
      low: size.range.low * Math.sqrt(range.low * range.typical),
      typical: size.range.typical * range.typical,
      high: size.range.high * Math.sqrt(range.high * range.typical),
      source: range.source,
    },
  };
}

function ruleOf(name: string): (typeof growthRules)[number] | undefined {
  return growthRules.find((rule) => new RegExp(rule.pattern, 'i').test(name));
}

/** The first table it refers to: most schemas write the owner first. */
function parentOf(table: Table | undefined, tables: ReadonlyMap<string, Table>): string | undefined {
  return table?.columns
    .map((column) => column.references?.table)
    .find((name) => name !== undefined && name !== table.name && tables.has(name));
}

/** Name, quotes, colon and comma of each value, then the value. */
function rowBytes(table: Table | undefined): number {
  const columns = table?.columns ?? [];
  if (columns.length === 0) return 300;
  return 2 + columns.reduce((total, column) => total + column.name.length + 4 + valueBytes(column), 0);
}

function valueBytes(column: Column): number {
  const rule = valueSizes.find(
    (size) =>
      new RegExp(size.type, 'i').test(column.type) &&
      (size.name === undefined || new RegExp(size.name, 'i').test(column.name)),
  );
  return rule?.bytes ?? 20;
}
