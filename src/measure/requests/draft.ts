import type { JsonValue, RequestTemplate } from '../../load/index.ts';
import type { BodyShape } from '../../model/body.ts';
import type { Inventory, Route } from '../../model/inventory.ts';
import { type QueryStep, walk } from '../../model/program.ts';
import type { Column, Table } from '../../model/schema.ts';
import { bodyFrom, snake, textNamed } from './body.ts';

/** Where the values of a placeholder are to be found. */
export interface PoolSource {
  /** Name of the pool: `communities_id`. */
  readonly pool: string;
  readonly table: string;
  readonly column: string;
}

/** Requests of the project's routes, to be edited, and the pools that they need. */
export interface Draft {
  readonly requests: readonly RequestTemplate[];
  readonly pools: readonly PoolSource[];
}

/**
 * A request for each route that can be reached: parameters of the path, and words of the address that refer to something, become pools; a body is
 * what the route's own validation accepts, else made from the columns that the route writes.
 */
export function draftOf(
  inventory: Pick<Inventory, 'routes' | 'tables'>,
  bodies: ReadonlyMap<string, BodyShape> = new Map(),
  words: ReadonlyMap<string, readonly string[]> = new Map(),
): Draft {
  const tables = new Map(inventory.tables.map((table) => [table.name, table]));
  const pools = new Map<string, PoolSource>();
  const requests = inventory.routes
    .filter(({ shadowedBy, method }) => shadowedBy === undefined && method !== 'OPTIONS' && method !== 'HEAD')
    .map((route) => {
      const request = requestOf(route, bodies.get(route.id), tables, pools);
      return { ...request, path: request.path + wordsOf(words.get(route.id) ?? [], tables, pools) };
    });
  return { requests, pools: [...pools.values()] };
}

type Tables = ReadonlyMap<string, Table>;

function requestOf(
  route: Route,
  shape: BodyShape | undefined,
  tables: Tables,
  pools: Map<string, PoolSource>,
): RequestTemplate {
  const queries = [...walk(route.program)].filter((step) => step.kind === 'query');
  const path = route.path.replace(/:(\w+)(?:\([^)]*\))?[?*+]?|\*\w*/g, (_, name: string | undefined, at: number) => {
    const source = name === undefined ? undefined : sourceOf(name, route.path.slice(0, at), queries, tables);
    if (source === undefined) return name === undefined ? '' : `{{${name}}}`;
    pools.set(source.pool, source);
    return `{{${source.pool}}}`;
  });
  const method = route.method === 'ALL' ? 'GET' : route.method;
  const sent = ['POST', 'PUT', 'PATCH'].includes(method) || shape !== undefined;
  const body = sent ? bodyOf(shape, queries, tables, pools) : undefined;
  return { class: route.id, method, path, ...(body === undefined ? {} : { body }) };
}

/** `?communityId={{communities_id}}`: a list without it is refused, or is not the one that people ask for. */
function wordsOf(names: readonly string[], tables: Tables, pools: Map<string, PoolSource>): string {
  const given = names.flatMap((name) => {
    const value = reference(name, undefined, [], tables, pools);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return given.length === 0 ? '' : `?${given.join('&')}`;
}

/**
 * The column that a parameter holds a value of: for an `id`, the key of the table named before it in the path; else the one that the first query to filter on it compares (`id`, `community_id`), followed to the table
 * it refers to; else the key of the table named before it in the path.
 */
function sourceOf(name: string, before: string, queries: readonly QueryStep[], tables: Tables): PoolSource | undefined {
  const wanted = snake(name);
  const word = snake(
    before
      .split('/')
      .filter((part) => part !== '' && !part.startsWith(':'))
      .at(-1) ?? '',
  ).replaceAll('-', '_');
  const owner = tables.get(word);
  // What checks who asks filters on an `id` too.
  if (wanted === 'id' && owner !== undefined) return poolOf(owner.name, keyOf(owner));
  if (owner?.columns.some(({ name: column }) => column === wanted)) return followed(owner.name, wanted, tables);
  for (const {
    tables: [table = ''],
    filter,
  } of queries) {
    const column = filter.find((each) => each === wanted);
    if (column !== undefined && tables.has(table)) return followed(table, column, tables);
  }
  const named = owner ?? tables.get(`${wanted.replace(/_id$/, '')}s`);
  if (named !== undefined && /(?:^|_)id$/.test(wanted)) return poolOf(named.name, keyOf(named));
  const shown = shownTo(wanted, queries, tables);
  if (shown !== undefined) return shown;
  const [first] = queries;
  const column = first?.filter[0];
  const table = first?.tables[0];
  return table === undefined || column === undefined || !tables.has(table)
    ? undefined
    : followed(table, column, tables);
}

function followed(table: string, column: string, tables: Tables): PoolSource {
  const references = tables.get(table)?.columns.find(({ name }) => name === column)?.references;
  return references === undefined ? poolOf(table, column) : poolOf(references.table, references.column);
}

function keyOf(table: Table): string {
  return table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
}

function poolOf(table: string, column: string): PoolSource {
  return { pool: `${table}_${column}`.replace(/[^\w-]/g, '_'), table, column };
}

/** Columns that the database or the server fill. */
const FILLED = /^(?:id|created_at|updated_at|deleted_at|password_hash|.*_hash|.*token.*|search.*)$/;

function bodyOf(
  shape: BodyShape | undefined,
  queries: readonly QueryStep[],
  tables: Tables,
  pools: Map<string, PoolSource>,
): JsonValue | undefined {
  const table = writtenBy(shape, queries, tables);
  if (shape !== undefined)
    return bodyFrom(shape, (field) => ({
      reference: reference(field, table, queries, tables, pools),
      example: typedBy(table?.columns.find(({ name }) => name === snake(field))),
    }));
  if (table === undefined) return {};
  const columns = table.columns.filter(({ name }) => !FILLED.test(name));
  return Object.fromEntries(columns.map((column) => [camel(column.name), exampleOf(column, pools)]));
}

/** `communityId`: the column of the table written that refers to another, else the table of that name; `code`: that of a row that is looked for. */
function reference(
  field: string,
  table: Table | undefined,
  queries: readonly QueryStep[],
  tables: Tables,
  pools: Map<string, PoolSource>,
): string | undefined {
  const name = snake(field);
  const shown = /^(?:\w+_)?(?:code|token)$/.test(name) ? shownTo(name, queries, tables) : undefined;
  if (shown !== undefined) {
    pools.set(shown.pool, shown);
    return `{{${shown.pool}}}`;
  }
  const references = table?.columns.find((column) => column.name === name)?.references;
  const [, stem] = /^(.+)_id$/.exec(name) ?? [];
  const plain = stem === undefined ? undefined : (tables.get(`${stem}s`) ?? tables.get(stem) ?? plural(stem, tables));
  if (references === undefined && plain === undefined) return undefined;
  const source =
    references === undefined
      ? poolOf(plain?.name ?? '', keyOf(plain as Table))
      : poolOf(references.table, references.column);
  pools.set(source.pool, source);
  return `{{${source.pool}}}`;
}

/** A code that is shown to be recognised (`card_code` for `code`): the column that a query of the route compares. */
function shownTo(name: string, queries: readonly QueryStep[], tables: Tables): PoolSource | undefined {
  for (const {
    operation,
    tables: [table = ''],
    filter,
  } of queries) {
    const column = filter.find((each) => each === name || each.endsWith(`_${name}`));
    if (operation === 'select' && column !== undefined && tables.has(table)) return poolOf(table, column);
  }
  return undefined;
}

/** `community` is one of `communities`. */
function plural(stem: string, tables: Tables): Table | undefined {
  return stem.endsWith('y') ? tables.get(`${stem.slice(0, -1)}ies`) : undefined;
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const BY_TYPE: readonly (readonly [RegExp, JsonValue])[] = [
  [/bool/i, true],
  [/int|serial|numeric|decimal|real|double|float/i, 10],
  [/timestamp|date|time/i, '2030-01-01T18:00:00.000Z'],
  [/json/i, {}],
  [/uuid/i, '{{$uuid}}'],
];

/** The table that a body goes into: of those that the route writes (a session is one), the one with the most columns of these names. */
function writtenBy(shape: BodyShape | undefined, queries: readonly QueryStep[], tables: Tables): Table | undefined {
  const fields = shape?.kind === 'object' ? shape.fields.map(({ name }) => snake(name)) : [];
  const shared = ({ columns }: Table): number => columns.filter(({ name }) => fields.includes(name)).length;
  return queries
    .filter(({ operation }) => operation === 'insert' || operation === 'update')
    .flatMap(({ tables: [name = ''] }) => tables.get(name) ?? [])
    .reduce<Table | undefined>(
      (best, table) => (best !== undefined && shared(best) >= shared(table) ? best : table),
      undefined,
    );
}

/** What a column that is not text takes. */
function typedBy(column: Pick<Column, 'type'> | undefined): JsonValue | undefined {
  return column === undefined ? undefined : BY_TYPE.find(([pattern]) => pattern.test(column.type))?.[1];
}

function exampleOf({ name, type, references }: Column, pools: Map<string, PoolSource>): JsonValue {
  if (references !== undefined) {
    const source = poolOf(references.table, references.column);
    pools.set(source.pool, source);
    return `{{${source.pool}}}`;
  }
  return typedBy({ type }) ?? textNamed(name);
}
