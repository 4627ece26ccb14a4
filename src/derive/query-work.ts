import { constant, type Expression, product, sum } from '../model/expression.ts';
import type { Cardinality, QueryStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import { cardinality, multiply } from './cardinality.ts';
import { type Context, DATABASE_FACTORS, MACHINE_FACTORS } from './context.ts';
import { stepTags } from './tags.ts';

/**
 * One statement: built on the event loop, then a connection of the pool held while it travels and the database serves it, then rows decoded on the event loop.
 * Inside a transaction the connection is already held.
 */
export function queryService(step: QueryStep, context: Context, inTransaction: boolean): readonly Activity[] {
  const tags = stepTags(step, context.findings);
  const database =
    context.inventory.databases.find((candidate) => candidate.id === step.database) ?? context.inventory.databases[0];
  const engine = database?.engine ?? 'postgresql';
  const served: Activity = {
    kind: 'sequence',
    steps: [
      roundTrip(tags),
      ...databaseService(step, engine, tags, context),
      ...commitWait(step, engine, tags, context),
    ],
  };
  const visit: Activity = inTransaction ? served : { kind: 'hold', pool: 'connections', body: served, tags };
  return [
    ...clientWork('query-client', constant(1), database?.orm ?? database?.driver, tags, context),
    visit,
    ...decode(step, database?.orm ?? database?.driver, tags, context),
  ];
}

function roundTrip(tags: readonly string[]): Activity {
  return { kind: 'serve', station: 'network', time: product(1, 'database.round-trip'), variability: 0.25, tags };
}

function clientWork(
  work: 'query-client' | 'row-decode',
  count: Expression,
  library: string | undefined,
  tags: readonly string[],
  context: Context,
): readonly Activity[] {
  const price = context.prices.cpu(work, library);
  if (price === undefined) return [];
  const time = multiply(count, product(1, price.id, ...MACHINE_FACTORS));
  return [{ kind: 'serve', station: 'event-loop', time, variability: 0, tags }];
}

function decode(
  step: QueryStep,
  library: string | undefined,
  tags: readonly string[],
  context: Context,
): readonly Activity[] {
  return clientWork('row-decode', cardinality(step.rows, context.data, context.book), library, tags, context);
}

/** CPU of the database: one statement, plus what finding, returning, sorting and writing the rows cost. */
function databaseService(
  step: QueryStep,
  engine: string,
  tags: readonly string[],
  context: Context,
): readonly Activity[] {
  const rows = cardinality(step.rows, context.data, context.book);
  const part = (work: Parameters<Context['prices']['database']>[0], count: Expression): Expression => {
    const price = context.prices.database(work, engine);
    return price === undefined ? { terms: [] } : multiply(count, product(1, price, ...DATABASE_FACTORS));
  };
  const finding =
    step.access === 'scan'
      ? part('row-scanned', scanned(step, context))
      : part('index-lookup', constant(step.access === 'none' ? 0 : 1));
  const sorted =
    step.order !== undefined && step.order.length > 0
      ? part('row-sorted', sortedRows(step, rows, context))
      : { terms: [] };
  const written =
    step.written === undefined
      ? { terms: [] }
      : part('row-written', cardinality(step.written, context.data, context.book));
  const time = sum(part('statement', constant(1)), finding, part('row-returned', rows), sorted, written);
  return [{ kind: 'serve', station: 'database', time, variability: 0.25, tags }];
}

function scanned(step: QueryStep, context: Context): Expression {
  return cardinality(step.scanned, context.data, context.book);
}

/** A limit does not spare the sort: every row that matches is sorted first. */
function sortedRows(step: QueryStep, rows: Expression, context: Context): Expression {
  const inner: Cardinality = step.rows.kind === 'at-most' ? step.rows.of : step.rows;
  return inner === step.rows ? rows : cardinality(inner, context.data, context.book);
}

/** A write waits for the disk, connection in hand. */
function commitWait(step: QueryStep, engine: string, tags: readonly string[], context: Context): readonly Activity[] {
  if (step.operation === 'select' || step.operation === 'count') return [];
  const price = context.prices.wait('commit', engine);
  if (price === undefined) return [];
  return [{ kind: 'serve', station: 'disk', time: product(1, price), variability: 1, tags }];
}
