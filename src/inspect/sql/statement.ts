import type { QueryOperation } from '../../model/program.ts';
import { inside, listIn, parseSql, type SqlNode, textIn } from './engine.ts';
import { columnOf, keyOf } from './expressions.ts';
import { newFilter, readCondition, type SqlFilter, tablesUnder } from './filter.ts';
import { readLightly } from './light.ts';
import { isGrouped, type SqlReading } from './reading.ts';

const known = new Map<string, SqlReading>();
/** Distinct statements remembered: a project writes far fewer. */
const MOST_KNOWN = 5000;

/** Reads one statement, by PostgreSQL's own parser when the text is in its dialect, lightly otherwise. `?`, `$1`, `:name` and `{…}` stand for values. */
export function readSql(statement: string): SqlReading {
  const found = known.get(statement);
  if (found !== undefined) return found;
  const reading = readExactly(statement) ?? readLightly(statement);
  if (known.size < MOST_KNOWN) known.set(statement, reading);
  return reading;
}

/** A column or an expression written by itself, as an index or a filter names it; undefined for what no index can be on. */
export function readExpression(text: string): string | undefined {
  const wrapped = `SELECT ${text}`;
  const select = (parseSql(wrapped) ?? parseSql(inPostgres(wrapped)))?.[0]?.node;
  const [target, ...others] = listIn(inside(select, 'SelectStmt'), 'targetList');
  return others.length > 0 ? undefined : keyOf(inside(target, 'ResTarget')?.['val'])?.name;
}

/** Other dialects' quotes and places for values, as PostgreSQL writes them; texts between quotes are left alone. */
function inPostgres(statement: string): string {
  return statement.replace(/'(?:[^']|'')*'|`([^`]*)`|\{…\}|\?(?![|&])|(?<![:\w]):[a-z_]\w*|@\w+/gi, (match, quoted) => {
    if (match.startsWith("'")) return match;
    return quoted === undefined ? ' $1 ' : `"${quoted}"`;
  });
}

function readExactly(statement: string): SqlReading | undefined {
  if (!/\b(select|insert|update|delete)\b/i.test(statement)) return undefined;
  const first = (parseSql(statement) ?? parseSql(inPostgres(statement)))?.[0]?.node;
  const select = inside(first, 'SelectStmt');
  if (select !== undefined) return readSelect(select, new Map());
  for (const [kind, operation] of WRITES) {
    const write = inside(first, kind);
    if (write !== undefined) return readWrite(write, operation);
  }
  return undefined;
}

const WRITES = [
  ['InsertStmt', 'insert'],
  ['UpdateStmt', 'update'],
  ['DeleteStmt', 'delete'],
] as const satisfies readonly (readonly [string, QueryOperation])[];

interface Source {
  readonly table: string;
  readonly alias: string;
}

/** Tables read by a FROM, in order, with the names they go by. */
function sourcesOf(node: unknown): readonly Source[] {
  const join = inside(node, 'JoinExpr');
  if (join !== undefined) return [...sourcesOf(join['larg']), ...sourcesOf(join['rarg'])];
  const table = inside(node, 'RangeVar');
  const name = textIn(table, 'relname');
  if (name === undefined) return tablesUnder(node).map((inner) => ({ table: inner, alias: '' }));
  return [{ table: name, alias: textIn(table?.['alias'] as SqlNode | undefined, 'aliasname') ?? name }];
}

/** Conditions of the inner joins: they filter as WHERE does. */
function joinConditions(node: unknown): readonly SqlNode[] {
  const join = inside(node, 'JoinExpr');
  if (join === undefined) return [];
  const own = join['jointype'] === 'JOIN_INNER' && join['quals'] !== undefined ? [join['quals'] as SqlNode] : [];
  return [...joinConditions(join['larg']), ...joinConditions(join['rarg']), ...own];
}

type Named = ReadonlyMap<string, SqlReading>;

function namedIn(statement: SqlNode, around: Named): Named {
  const named = new Map(around);
  for (const each of listIn(statement['withClause'] as SqlNode | undefined, 'ctes')) {
    const common = inside(each, 'CommonTableExpr');
    const query = inside(common?.['ctequery'], 'SelectStmt');
    const name = textIn(common, 'ctename');
    if (name !== undefined && query !== undefined) named.set(name, readSelect(query, named));
  }
  return named;
}

function readSelect(select: SqlNode, around: Named): SqlReading {
  const named = namedIn(select, around);
  if (select['larg'] !== undefined && select['rarg'] !== undefined) {
    const left = readSelect(select['larg'] as SqlNode, named);
    const right = readSelect(select['rarg'] as SqlNode, named);
    return { ...left, tables: distinct([...left.tables, ...right.tables]), aggregated: false, operation: 'select' };
  }
  const from = listIn(select, 'fromClause');
  const sources = from.flatMap(sourcesOf);
  const list = listIn(select, 'targetList');
  const aside = from.length === 0 ? subqueryIn(list) : undefined;
  if (aside !== undefined) return readAside(readSelect(aside, named), tablesUnder(list));
  const under = named.get(sources[0]?.table ?? '') ?? readFrom(from, named);
  const aggregates = list.map((target) => aggregateIn(inside(target, 'ResTarget')?.['val']));
  const groups = listIn(select, 'groupClause').flatMap((node) => columnOf(node)?.name ?? []);
  const aggregated = list.length > 0 && listIn(select, 'groupClause').length === 0 && aggregates.some((name) => name);
  const filter = filterOn(sources[0], [...from.flatMap(joinConditions), select['whereClause'] as SqlNode | undefined]);
  const tables = [
    ...sources.map(({ table }) => table),
    ...filter.tables,
    ...tablesUnder(list),
    ...[...named.values()].flatMap((one) => one.tables),
  ].filter((table) => !named.has(table));
  return {
    operation: aggregated && aggregates[0] === 'count' && list.length === 1 ? 'count' : 'select',
    tables: distinct(tables),
    ...shapeOf(filter, under),
    ...elsewhereIn(filter, sources),
    order: orderOf(select),
    ...limitOf(select),
    aggregated,
    grouped: isGrouped(groups),
    returns: true,
    unknownFilter: tables.length === 0 || isUnread(filter),
  };
}

/** `SELECT EXISTS (SELECT …)`, `SELECT (SELECT …) AS a`: one row, found as its first query finds its own. */
function readAside(reading: SqlReading, tables: readonly string[]): SqlReading {
  return { ...reading, operation: 'select', tables: distinct([...reading.tables, ...tables]), aggregated: true };
}

/** The query that a FROM reads when it reads nothing else. */
function readFrom(from: readonly SqlNode[], named: Named): SqlReading | undefined {
  const query = from.length === 1 ? inside(inside(from[0], 'RangeSubselect')?.['subquery'], 'SelectStmt') : undefined;
  return query === undefined ? undefined : readSelect(query, named);
}

function subqueryIn(node: unknown): SqlNode | undefined {
  if (Array.isArray(node)) return node.map(subqueryIn).find((found) => found !== undefined);
  if (typeof node !== 'object' || node === null) return undefined;
  const link = inside(inside(node, 'SubLink')?.['subselect'], 'SelectStmt');
  return link ?? subqueryIn(Object.values(node));
}

/** The filter, with that of the query it reads from. */
function shapeOf(
  filter: SqlFilter,
  under: SqlReading | undefined,
): Pick<SqlReading, 'equal' | 'compared' | 'loose' | 'either'> {
  return {
    equal: distinct([...(under?.equal ?? []), ...filter.equal]),
    compared: distinct([...(under?.compared ?? []), ...filter.compared]),
    loose: distinct([...(under?.loose ?? []), ...filter.loose]),
    ...(filter.either.length === 0 ? {} : { either: filter.either }),
    ...(filter.listed === undefined ? {} : { listed: filter.listed }),
  };
}

/** Equalities on other tables, by the names these have in the database. */
function elsewhereIn({ elsewhere }: SqlFilter, sources: readonly Source[]): Pick<SqlReading, 'elsewhere'> {
  const found = elsewhere.flatMap(({ name, column }) => {
    const source = sources.find(({ table, alias }) => alias === name || table === name);
    return source === undefined ? [] : [{ table: source.table, column }];
  });
  return found.length === 0 ? {} : { elsewhere: found };
}

function isUnread(filter: SqlFilter): boolean {
  return filter.unread && filter.equal.size + filter.compared.size + filter.loose.size === 0;
}

function filterOn(main: Source | undefined, conditions: readonly (SqlNode | undefined)[]): SqlFilter {
  const filter = newFilter();
  const names = new Set(main === undefined ? [] : [main.table, main.alias]);
  for (const condition of conditions) readCondition(filter, { names }, condition);
  return filter;
}

const AGGREGATES = new Set([
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'array_agg',
  'string_agg',
  'json_agg',
  'jsonb_agg',
  'bool_or',
  'bool_and',
]);

function aggregateIn(node: unknown): string | undefined {
  if (Array.isArray(node)) return node.map(aggregateIn).find((name) => name !== undefined);
  if (typeof node !== 'object' || node === null || inside(node, 'SubLink') !== undefined) return undefined;
  const call = inside(node, 'FuncCall');
  const name = textIn(inside(listIn(call, 'funcname').at(-1), 'String'), 'sval');
  if (name !== undefined && AGGREGATES.has(name) && call?.['over'] === undefined) return name;
  return aggregateIn(Object.values(node));
}

function orderOf(select: SqlNode): readonly string[] {
  return listIn(select, 'sortClause').flatMap((each) => columnOf(inside(each, 'SortBy')?.['node'])?.name ?? []);
}

function limitOf(select: SqlNode): Pick<SqlReading, 'limit' | 'limited'> {
  const limit = select['limitCount'];
  const count = inside(inside(limit, 'A_Const'), 'ival')?.['ival'];
  return typeof count === 'number' ? { limit: count, limited: true } : { limited: limit !== undefined };
}

function readWrite(write: SqlNode, operation: 'insert' | 'update' | 'delete'): SqlReading {
  const named = namedIn(write, new Map());
  const main = sourcesOf({ RangeVar: write['relation'] })[0];
  const others = [...listIn(write, 'fromClause'), ...listIn(write, 'usingClause')].flatMap(sourcesOf);
  const filter = filterOn(main, [write['whereClause'] as SqlNode | undefined]);
  const values = listIn(inside(write['selectStmt'], 'SelectStmt'), 'valuesLists').length;
  const read = operation === 'insert' && values === 0 ? tablesUnder(write['selectStmt']) : [];
  const tables = [main?.table ?? '', ...others.map(({ table }) => table), ...filter.tables, ...read];
  return {
    operation,
    tables: distinct([...tables, ...[...named.values()].flatMap((one) => one.tables)]).filter(
      (name) => !named.has(name),
    ),
    ...shapeOf(filter, undefined),
    order: [],
    limited: false,
    aggregated: false,
    grouped: false,
    returns:
      listIn(write, 'returningList').length > 0 || listIn(write['returningClause'] as SqlNode, 'exprs').length > 0,
    ...(values > 0 ? { values } : {}),
    unknownFilter: isUnread(filter),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
