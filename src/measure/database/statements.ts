import type { Inventory } from '../../model/inventory.ts';
import type { MeasuredStatement } from '../../model/measurement.ts';
import { type QueryStep, walk } from '../../model/program.ts';
import { significant } from '../readings.ts';
import type { Session } from './connect.ts';
import { planOf } from './plan.ts';
import { quoted } from './tables.ts';

/** Statements planned: those that took most time, or those that the code shows. */
const MOST = 200;

interface Statistics {
  readonly text: string;
  readonly calls: number;
  readonly total: number;
  readonly rows: number;
}

/**
 * Statements of the application with their plan. From `pg_stat_statements` when it is there (`statistics`), the heaviest first; else one for each
 * query that the code shows.
 */
export async function statementsOf(
  session: Session,
  inventory: Inventory,
  version: number,
): Promise<{ readonly statements: readonly MeasuredStatement[]; readonly statistics: boolean }> {
  const known = await recorded(session);
  const tables = new Set(inventory.tables.map(({ name }) => name));
  const own = (known ?? []).filter(({ text }) => [...tables].some((table) => mentions(text, table)));
  const statements =
    own.length > 0
      ? own.map((each): MeasuredStatement => ({ ...fromStatistics(each), scans: [], indexes: [] }))
      : written(inventory);
  const planned: MeasuredStatement[] = [];
  for (const statement of statements.slice(0, MOST)) {
    const plan = await planOf(statement.text, version, session);
    planned.push(plan === undefined ? statement : { ...statement, ...plan, cost: significant(plan.cost) });
  }
  return { statements: planned, statistics: known !== undefined };
}

/** What `pg_stat_statements` recorded in this database; undefined without the extension, or without the right to read it. */
async function recorded(session: Session): Promise<readonly Statistics[] | undefined> {
  const [place] = await session.ask<{ schema: string }>(
    `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`,
  );
  if (place === undefined) return undefined;
  const from = `${quoted(place.schema)}.pg_stat_statements`;
  const text = (time: string): string => `
    select query as text, calls::float8 as calls, ${time}::float8 / 1000 as total, rows::float8 as rows from ${from}
    where dbid = (select oid from pg_database where datname = current_database())
      and query ~* '^\\s*(select|insert|update|delete|with)' and query !~ 'pg_(catalog|stat|class|index|type)'
    order by 3 desc limit ${MOST * 2}`;
  return (
    (await session.attempt((ask) => ask<Statistics>(text('(total_exec_time + total_plan_time)')))) ??
    (await session.attempt((ask) => ask<Statistics>(text('total_time'))))
  );
}

function mentions(text: string, table: string): boolean {
  return new RegExp(`(?:^|[\\s."(,])${table.replace(/[^\w]/g, '\\$&')}(?:$|[\\s.")(,;])`, 'i').test(text);
}

/** Longest text kept: a statement of hundreds of columns says no more after that. */
const LONGEST = 4000;

function fromStatistics({ text, calls, total, rows }: Statistics): Omit<MeasuredStatement, 'scans' | 'indexes'> {
  const mean = significant(total / calls);
  return {
    text: withoutValues(text).slice(0, LONGEST),
    calls,
    time: { low: mean, typical: mean, high: mean, count: calls, way: 'database' },
    rowsEach: significant(rows / calls),
  };
}

/** Values that the extension left in a text: it keeps those of utility statements and of very long lists. */
function withoutValues(text: string): string {
  return text
    .replace(/'(?:[^']|'')*'/g, "'…'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** One statement for each query that the code shows: its table, its filter, its order, its limit. */
function written(inventory: Inventory): readonly MeasuredStatement[] {
  const texts = new Map<string, Set<string>>();
  for (const route of inventory.routes)
    for (const step of walk(route.program)) {
      const text = step.kind === 'query' ? textOf(step) : undefined;
      if (text !== undefined) texts.set(text, (texts.get(text) ?? new Set()).add(route.id));
    }
  return [...texts].map(([text, routes]) => ({ text, routes: [...routes], scans: [], indexes: [] }));
}

function textOf({ operation, tables, filter, order = [], limit }: QueryStep): string | undefined {
  const [table] = tables;
  if (table === undefined || operation === 'insert' || operation === 'raw') return undefined;
  const where = filter.map((column, index) => `${quoted(column)} = $${index + 1}`).join(' and ');
  const from = `${quoted(table)}${where === '' ? '' : ` where ${where}`}`;
  if (operation === 'count') return `select count(*) from ${from}`;
  if (operation === 'delete') return `delete from ${from}`;
  const rest = `${order.length === 0 ? '' : ` order by ${order.map(quoted).join(', ')}`}${limit === undefined ? '' : ` limit ${limit}`}`;
  // What an update writes does not change how it finds its rows.
  return `select * from ${from}${operation === 'update' ? '' : rest}`;
}
