import { drivers } from '../facts/drivers/index.ts';
import { constant, type Expression, evaluate, product, scale, sum } from '../model/expression.ts';
import type { Database } from '../model/inventory.ts';
import type { DatabaseCost } from '../model/knowledge.ts';
import type { Cardinality, QueryStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import type { Range } from '../model/range.ts';
import { cardinality, multiply, returnedRows, typicalValues } from './cardinality.ts';
import { type Context, DATABASE_FACTORS, MACHINE_FACTORS } from './context.ts';
import { stepTags } from './tags.ts';

/**
 * One statement: built on the event loop, then a connection of the pool held while it travels and the database serves it,
 * then rows decoded on the event loop. Inside a transaction the connection is already held.
 */
export function queryService(step: QueryStep, context: Context, inTransaction: boolean): readonly Activity[] {
  const tags = stepTags(step, context.findings);
  const served: Activity = {
    kind: 'sequence',
    steps: [
      roundTrip(tags),
      databaseService(step, tags, context),
      ...(inTransaction ? [] : commit(step, tags, context)),
    ],
  };
  const visit: Activity = inTransaction ? served : { kind: 'hold', pool: 'connections', body: served, tags };
  return [...statementWork(step, tags, context), visit, ...decodeWork(step, tags, context)];
}

function databaseOf(step: QueryStep, context: Context): Database | undefined {
  const { databases } = context.inventory;
  return databases.find((candidate) => candidate.id === step.database) ?? databases[0];
}

/** Columns of the rows read, over those of the cost book. */
function widthOf(step: QueryStep, context: Context): number {
  return step.tables.reduce((total, table) => total + context.data.width(table), 0) || 1;
}

/** A statement that counts returns one column of the ten, however wide the rows it reads. */
const COUNTED = 0.1;

function roundTrip(tags: readonly string[]): Activity {
  return { kind: 'serve', station: 'network', time: product(1, 'database.round-trip'), variability: 0.25, tags };
}

/** Columns of the rows with which the book prices a statement and a row; it prices each further one apart. */
const MEASURED_COLUMNS = 10;

/** The statement written and sent, its first row included; an ORM writes each column of a select. */
function statementWork(step: QueryStep, tags: readonly string[], context: Context): readonly Activity[] {
  const further = step.operation === 'select' ? furtherColumns(step, context) : 0;
  const amounts = { once: constant(1), value: constant(further) };
  return clientWork('query-client', amounts, step, tags, context);
}

/** Every row after the first. */
function decodeWork(step: QueryStep, tags: readonly string[], context: Context): readonly Activity[] {
  const known = step.rows.kind === 'exactly' ? constant(Math.max(0, step.rows.count - 1)) : undefined;
  const rows = known ?? returnedRows(step.rows, context.data, context.book);
  return clientWork(
    'row-decode',
    { row: rows, value: scale(rows, furtherColumns(step, context)) },
    step,
    tags,
    context,
  );
}

function furtherColumns(step: QueryStep, context: Context): number {
  if (step.operation === 'count') return 0;
  const columns = step.tables.reduce((total, table) => total + context.data.columns(table), 0);
  return Math.max(0, columns - MEASURED_COLUMNS);
}

function clientWork(
  work: 'query-client' | 'row-decode',
  amounts: Partial<Readonly<Record<string, Expression>>>,
  step: QueryStep,
  tags: readonly string[],
  context: Context,
): readonly Activity[] {
  const prices = context.prices.cpu(work, ...librariesOf(databaseOf(step, context)));
  const time = sum(
    ...prices.map(({ id, per }) => multiply(amounts[per] ?? constant(0), product(1, id, ...MACHINE_FACTORS))),
  );
  return time.terms.length === 0 ? [] : [{ kind: 'serve', station: 'event-loop', time, variability: 0, tags }];
}

/** How the book names an ORM over its driver, from the most precise. */
export function librariesOf(database: Database | undefined): readonly (string | undefined)[] {
  if (database === undefined) return [];
  const pooled = database.pool.size.typical > 0;
  const known = drivers.find((driver) => driver.package === database.driver && driver.poolSize.typical > 0 === pooled);
  const driver = known?.id ?? database.driver;
  return database.orm === undefined ? [driver] : [`${database.orm}+${driver}`, database.orm, driver];
}

/** CPU of the database: one statement, plus what finding, returning, sorting and writing the rows cost. */
function databaseService(step: QueryStep, tags: readonly string[], context: Context): Activity {
  const engine = databaseOf(step, context)?.engine ?? 'postgresql';
  const part: Part = (work, count) => {
    const price = context.prices.database(work, engine);
    return price === undefined ? { terms: [] } : multiply(count, product(1, price, ...DATABASE_FACTORS));
  };
  const width = widthOf(step, context);
  const returned = step.operation === 'count' ? COUNTED : width;
  const time = sum(
    part('statement', constant(1)),
    part('row-scanned', step.access === 'scan' ? scale(scanned(step, context), readWidth(width)) : constant(0)),
    part('index-lookup', constant(step.access === 'none' ? 0 : 1)),
    part('row-returned', scale(returnedRows(step.rows, context.data, context.book), returned)),
    part('row-indexed', step.access === 'index' ? cardinality(step.scanned, context.data, context.book) : constant(0)),
    part('table-joined', constant(joined(step).length)),
    ...joins(step, part, context),
    part('row-sorted', sorted(step, context)),
    part(
      'row-written',
      step.written === undefined ? constant(0) : cardinality(step.written, context.data, context.book),
    ),
  );
  return { kind: 'serve', station: 'database', time, variability: 0.25, tags };
}

const SWITCHED_ON: Range = { low: 1, typical: 1, high: 1, source: { provenance: 'declared' } };

/** Rows read by a scan, times a switch: 1 as the schema stands, 0 once the filter has an index. */
function scanned(step: QueryStep, context: Context): Expression {
  const rows = cardinality(step.scanned, context.data, context.book);
  const [table] = step.tables;
  if (table === undefined || step.filter.length === 0) return rows;
  return multiply(rows, product(1, context.book.use(scanSwitch(table, step.filter), SWITCHED_ON, 'switch')));
}

/** Parameter that an index on these columns brings to 0. */
function scanSwitch(table: string, columns: readonly string[]): string {
  return `scan.${table}.${[...columns].sort().join('+')}`;
}

/** A limit does not spare the sort: every row that matches is sorted first. */
function sorted(step: QueryStep, context: Context): Expression {
  if (step.order === undefined || step.order.length === 0) return constant(0);
  return matching(step, context);
}

/** Rows that meet the filter, whatever the limit. */
function matching({ rows }: QueryStep, context: Context): Expression {
  const all: Cardinality = rows.kind === 'at-most' ? rows.of : rows;
  return cardinality(all, context.data, context.book);
}

type Part = (work: DatabaseCost['work'], count: Expression) => Expression;

/**
 * Each row looks its match up in every table joined to the first, or, when that is cheaper at the typical size of the data, each table is read once
 * into a hash that the rows are compared with: what a planner chooses between.
 */
function joins(step: QueryStep, part: Part, context: Context): readonly Expression[] {
  const rows = matching(step, context);
  return joined(step).map((table) => {
    const lookups = part('row-joined', rows);
    const read = scale(context.data.rows(table), readWidth(context.data.width(table)));
    const hash = sum(part('row-scanned', read), part('row-scanned', rows));
    return typicalOf(lookups, context) <= typicalOf(hash, context) ? lookups : hash;
  });
}

function joined({ tables, operation }: QueryStep): readonly string[] {
  return operation === 'select' || operation === 'count' ? tables.slice(1) : [];
}

function typicalOf(expression: Expression, { book, data }: Context): number {
  return evaluate(expression, typicalValues(expression, data, book));
}

/** A third of what a scan costs is for the row, the rest for its columns: rows of 4, 10 and 26 columns of the book (`scan-uuid`, `scan-text`, `scan-wide`). */
function readWidth(width: number): number {
  return (1 + 2 * width) / 3;
}

/** A write outside a transaction commits: some CPU, then a wait for the disk, connection in hand. */
function commit(step: QueryStep, tags: readonly string[], context: Context): readonly Activity[] {
  if (step.operation === 'select' || step.operation === 'count') return [];
  return commitOf(databaseOf(step, context)?.engine ?? 'postgresql', tags, context);
}

/** One commit: CPU of the database, then the wait for the disk. */
export function commitOf(engine: string, tags: readonly string[], context: Context): readonly Activity[] {
  const cpu = context.prices.database('commit', engine);
  const wait = context.prices.wait('commit', engine);
  const served: Activity[] =
    cpu === undefined
      ? []
      : [{ kind: 'serve', station: 'database', time: product(1, cpu, ...DATABASE_FACTORS), variability: 0.25, tags }];
  const waited: Activity[] =
    wait === undefined ? [] : [{ kind: 'serve', station: 'disk', time: product(1, wait), variability: 1, tags }];
  return [...served, ...waited];
}
