import { constant, type Expression, product, scale, sum } from '../model/expression.ts';
import type { Database } from '../model/inventory.ts';
import type { DatabaseCost } from '../model/knowledge.ts';
import type { Cardinality, QueryStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import type { Range } from '../model/range.ts';
import { cardinality, multiply, returnedRows } from './cardinality.ts';
import { type Context, DATABASE_FACTORS, MACHINE_FACTORS } from './context.ts';
import { stepTags } from './tags.ts';

/**
 * One statement: built on the event loop, then a connection of the pool held while it travels and the database serves it,
 * then rows decoded on the event loop. Inside a transaction the connection is already held.
 */
export function queryService(step: QueryStep, context: Context, inTransaction: boolean): readonly Activity[] {
  const tags = stepTags(step, context.findings);
  const database = databaseOf(step, context);
  const served: Activity = {
    kind: 'sequence',
    steps: [
      roundTrip(tags),
      databaseService(step, tags, context),
      ...(inTransaction ? [] : commit(step, tags, context)),
    ],
  };
  const visit: Activity = inTransaction ? served : { kind: 'hold', pool: 'connections', body: served, tags };
  const width = widthOf(step, context);
  const rows = scale(returnedRows(step.rows, context.data, context.book), width);
  return [
    ...clientWork('query-client', constant(1), database, width, tags, context),
    visit,
    ...clientWork('row-decode', rows, database, width, tags, context),
  ];
}

function databaseOf(step: QueryStep, context: Context): Database | undefined {
  const { databases } = context.inventory;
  return databases.find((candidate) => candidate.id === step.database) ?? databases[0];
}

/** A statement that counts returns one column. */
function widthOf(step: QueryStep, context: Context): number {
  return step.operation === 'count'
    ? 0.1
    : step.tables.reduce((total, table) => total + context.data.width(table), 0) || 1;
}

function roundTrip(tags: readonly string[]): Activity {
  return { kind: 'serve', station: 'network', time: product(1, 'database.round-trip'), variability: 0.25, tags };
}

function clientWork(
  work: 'query-client' | 'row-decode',
  count: Expression,
  database: Database | undefined,
  width: number,
  tags: readonly string[],
  context: Context,
): readonly Activity[] {
  const prices = context.prices.cpu(work, database?.orm, database?.driver);
  if (prices.length === 0) return [];
  // An ORM writes each column of the statement and maps each of the answer; a driver sends a text.
  const factor = (library: string | undefined): number =>
    work === 'query-client' && library === database?.orm ? width : 1;
  const time = sum(
    ...prices.map(({ id, library }) => multiply(count, product(factor(library), id, ...MACHINE_FACTORS))),
  );
  return [{ kind: 'serve', station: 'event-loop', time, variability: 0, tags }];
}

/** CPU of the database: one statement, plus what finding, returning, sorting and writing the rows cost. */
function databaseService(step: QueryStep, tags: readonly string[], context: Context): Activity {
  const engine = databaseOf(step, context)?.engine ?? 'postgresql';
  const part = (work: DatabaseCost['work'], count: Expression): Expression => {
    const price = context.prices.database(work, engine);
    return price === undefined ? { terms: [] } : multiply(count, product(1, price, ...DATABASE_FACTORS));
  };
  const width = widthOf(step, context);
  const time = sum(
    part('statement', constant(1)),
    part('row-scanned', step.access === 'scan' ? scale(scanned(step, context), width) : constant(0)),
    part('index-lookup', constant(step.access === 'none' ? 0 : 1)),
    part('row-returned', scale(returnedRows(step.rows, context.data, context.book), width)),
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
  const matching: Cardinality = step.rows.kind === 'at-most' ? step.rows.of : step.rows;
  return cardinality(matching, context.data, context.book);
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
