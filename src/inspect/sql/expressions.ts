import { inside, listIn, namesIn, type SqlNode, textIn } from './engine.ts';

/** A column, or an expression of columns of one table in the one form it has here: `email`, `lower(email)`, `data->>'kind'`. */
export interface SqlKey {
  /** The name that the table goes by, when the text says it. */
  readonly table: string | undefined;
  readonly name: string;
}

/** Types whose values sort and compare as those of a text: a cast between them changes nothing. */
const TEXTS = new Set(['text', 'varchar', 'bpchar', 'citext', 'name']);

/** A column, perhaps cast; undefined for anything else. */
export function columnOf(node: unknown): SqlKey | undefined {
  const cast = inside(node, 'TypeCast');
  if (cast !== undefined) return columnOf(cast['arg']);
  const names = namesIn(listIn(inside(node, 'ColumnRef'), 'fields'));
  const name = names.at(-1);
  return name === undefined ? undefined : { table: names.at(-2), name };
}

/** Every column under a node. */
export function columnsUnder(node: unknown): readonly SqlKey[] {
  if (Array.isArray(node)) return node.flatMap(columnsUnder);
  if (typeof node !== 'object' || node === null) return [];
  const own = columnOf(node);
  return own === undefined ? Object.values(node).flatMap(columnsUnder) : [own];
}

/** What an index may be made of and a filter compare; undefined for a value, an aggregate, an expression of several tables. */
export function keyOf(node: unknown): SqlKey | undefined {
  const column = castToDay(node) ? undefined : columnOf(node);
  if (column !== undefined) return column;
  const columns = columnsUnder(node);
  const owners = new Set(columns.map(({ table }) => table));
  const name = columns.length === 0 || owners.size > 1 ? undefined : printed(node);
  return name === undefined ? undefined : { table: columns[0]?.table, name };
}

function castToDay(node: unknown): boolean {
  return typeOf(inside(node, 'TypeCast')) === 'date';
}

function typeOf(cast: SqlNode | undefined): string | undefined {
  return namesIn(listIn(cast?.['typeName'] as SqlNode | undefined, 'names')).at(-1);
}

/** Functions of many rows: a filter on their result is one on groups. */
const OF_MANY = /^(?:count|sum|avg|min|max|(?:array|string|jsonb?|bool|every|bit)_?\w*(?:agg|_or|_and))$/;
const OPERATORS = new Set(['->', '->>', '#>', '#>>', '||']);

/** An expression in one form, however it was spaced, quoted or prefixed; undefined when a value of the moment is in it. */
function printed(node: unknown): string | undefined {
  const cast = inside(node, 'TypeCast');
  if (cast !== undefined) return printedCast(cast);
  const column = columnOf(node);
  if (column !== undefined) return column.name;
  const constant = inside(node, 'A_Const');
  if (constant !== undefined) return printedConstant(constant);
  const call = inside(node, 'FuncCall');
  if (call !== undefined) {
    const name = namesIn(listIn(call, 'funcname')).at(-1) ?? '';
    return OF_MANY.test(name) || call['over'] !== undefined ? undefined : called(name, listIn(call, 'args'));
  }
  const first = inside(node, 'CoalesceExpr');
  if (first !== undefined) return called('coalesce', listIn(first, 'args'));
  const operation = inside(node, 'A_Expr');
  const operator = namesIn(listIn(operation, 'name')).at(-1) ?? '';
  if (operation?.['kind'] !== 'AEXPR_OP' || !OPERATORS.has(operator)) return undefined;
  const [left, right] = [printed(operation['lexpr']), printed(operation['rexpr'])];
  return left === undefined || right === undefined ? undefined : `${left}${operator}${right}`;
}

function called(name: string, args: readonly SqlNode[]): string | undefined {
  const parts = args.map(printed);
  return parts.includes(undefined) ? undefined : `${name}(${parts.join(',')})`;
}

function printedCast(cast: SqlNode): string | undefined {
  const type = typeOf(cast) ?? '';
  const inner = printed(cast['arg']);
  if (inner === undefined || TEXTS.has(type) || inner.startsWith("'")) return inner;
  return type === 'date' ? `date(${inner})` : `${inner}::${type}`;
}

function printedConstant(constant: SqlNode): string | undefined {
  const text = textIn(inside(constant, 'sval'), 'sval');
  if (text !== undefined) return `'${text}'`;
  const number = inside(constant, 'ival')?.['ival'] ?? inside(constant, 'fval')?.['fval'];
  return number === undefined ? undefined : String(number);
}
