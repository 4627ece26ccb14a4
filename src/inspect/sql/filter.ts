import { inside, listIn, namesIn, type SqlNode, textIn } from './engine.ts';
import { columnOf, columnsUnder, keyOf, type SqlKey } from './expressions.ts';

/** The columns of one table that a condition compares, by how; an expression of them where an index may be on it. */
export interface SqlFilter {
  readonly equal: Set<string>;
  readonly compared: Set<string>;
  readonly loose: Set<string>;
  /** Equalities on columns of other tables, by the name these go by. */
  readonly elsewhere: { readonly name: string; readonly column: string }[];
  /** For each alternative of an OR, the column by which it may be found. */
  readonly either: (readonly string[])[];
  /** Tables of subqueries. */
  readonly tables: string[];
  listed?: number;
  /** Something was there that names no column. */
  unread: boolean;
}

/** Whose columns count: the names the main table goes by, and whether there are other tables. */
export interface Owner {
  readonly names: ReadonlySet<string>;
}

export function newFilter(): SqlFilter {
  return {
    equal: new Set(),
    compared: new Set(),
    loose: new Set(),
    elsewhere: [],
    either: [],
    tables: [],
    unread: false,
  };
}

type Way = 'equal' | 'compared' | 'loose';

/** Adds what a condition tells. Alternatives count as loose, but for the same column compared with several values. */
export function readCondition(filter: SqlFilter, owner: Owner, node: SqlNode | undefined): void {
  if (node === undefined) return;
  const both = inside(node, 'BoolExpr');
  if (both !== undefined) {
    readBoolean(filter, owner, both);
    return;
  }
  const comparison = inside(node, 'A_Expr');
  if (comparison !== undefined) {
    readComparison(filter, owner, comparison);
    return;
  }
  const test = inside(node, 'NullTest');
  if (test !== undefined) {
    add(filter, owner, columnOf(test['arg']), test['nulltesttype'] === 'IS_NULL' ? 'compared' : 'loose');
    return;
  }
  const link = inside(node, 'SubLink');
  if (link !== undefined) {
    add(filter, owner, columnOf(link['testexpr']), 'compared');
    filter.tables.push(...tablesUnder(link['subselect']));
    return;
  }
  const truth = inside(node, 'BooleanTest');
  const column = columnOf(truth?.['arg'] ?? node);
  if (column === undefined) filter.unread = true;
  else add(filter, owner, column, 'compared');
}

function readBoolean(filter: SqlFilter, owner: Owner, { boolop, args }: SqlNode): void {
  const parts = Array.isArray(args) ? (args as SqlNode[]) : [];
  if (boolop === 'AND_EXPR') {
    for (const part of parts) readCondition(filter, owner, part);
    return;
  }
  const inner = newFilter();
  for (const part of parts) readCondition(inner, owner, part);
  const columns = [...inner.equal, ...inner.compared, ...inner.loose];
  const same = boolop === 'OR_EXPR' && inner.loose.size === 0 && inner.equal.size === 1 && inner.compared.size === 0;
  for (const column of columns) filter[same ? 'compared' : 'loose'].add(column);
  if (boolop === 'OR_EXPR' && !same) addAlternatives(filter, owner, parts);
  filter.tables.push(...inner.tables);
  filter.unread ||= inner.unread;
}

/** An OR is served by indexes when each of its sides compares a column that has one. */
function addAlternatives(filter: SqlFilter, owner: Owner, parts: readonly SqlNode[]): void {
  const sides = parts.map((part) => {
    const side = newFilter();
    readCondition(side, owner, part);
    return side;
  });
  const columns = sides.flatMap(({ equal, compared }) => [...equal, ...compared][0] ?? []);
  if (columns.length === sides.length) filter.either.push(columns);
}

const RANGES = new Set(['<', '>', '<=', '>=', '@>', '&&', '<@']);

function readComparison(filter: SqlFilter, owner: Owner, node: SqlNode): void {
  const operator = namesIn(listIn(node, 'name')).at(-1) ?? '';
  const way = wayOf(String(node['kind']), operator);
  const side = way === 'loose' ? columnOf : keyOf;
  const [left, right] = [side(node['lexpr']), side(node['rexpr'])];
  if (left !== undefined && right !== undefined) return;
  filter.tables.push(...tablesUnder(node['rexpr']));
  const key = left ?? right;
  if (key === undefined) {
    readHidden(filter, owner, node);
    return;
  }
  add(filter, owner, key, way);
  const list = inside(node['rexpr'], 'List');
  if (list !== undefined && operator === '=') filter.listed = listIn(list, 'items').length;
}

function wayOf(kind: string, operator: string): Way {
  switch (kind) {
    case 'AEXPR_OP':
      return operator === '=' ? 'equal' : RANGES.has(operator) ? 'compared' : 'loose';
    case 'AEXPR_IN':
    case 'AEXPR_OP_ANY':
      return operator === '=' ? 'compared' : 'loose';
    case 'AEXPR_BETWEEN':
      return 'compared';
    default:
      return 'loose';
  }
}

/** A column inside an expression that no index can be on: it holds a value of the moment. */
function readHidden(filter: SqlFilter, owner: Owner, node: SqlNode): void {
  const columns = columnsUnder(node);
  if (columns.length === 0) filter.unread ||= !isConstant(node);
  for (const column of columns) add(filter, owner, column, 'loose');
}

function isConstant(node: SqlNode): boolean {
  return inside(node['lexpr'], 'A_Const') !== undefined && inside(node['rexpr'], 'A_Const') !== undefined;
}

function add(filter: SqlFilter, { names }: Owner, column: SqlKey | undefined, way: Way): void {
  if (column === undefined) return;
  if (column.table === undefined || names.has(column.table)) filter[way].add(column.name);
  else if (way === 'equal') filter.elsewhere.push({ name: column.table, column: column.name });
}

/** Every table under a node: those of subqueries. */
export function tablesUnder(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(tablesUnder);
  if (typeof node !== 'object' || node === null) return [];
  const name = textIn(inside(node, 'RangeVar'), 'relname');
  return name === undefined ? Object.values(node).flatMap(tablesUnder) : [name];
}
