import { unreadStatements } from '../facts/usage/index.ts';
import { product } from '../model/expression.ts';
import type { Inventory, Route } from '../model/inventory.ts';
import type { Measurement } from '../model/measurement.ts';
import { type QueryStep, type Step, walk } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import type { Purpose } from '../model/scenario.ts';
import { activityOf } from './activity.ts';
import type { Context } from './context.ts';
import { knownRange } from './parameter-book.ts';

/** What these routes are for needs no database. */
const WITHOUT_DATABASE: ReadonlySet<Purpose> = new Set(['health', 'page']);

/**
 * Routes that are given the statements of an ordinary one. The project has a database, something that they call was not followed, neither a query nor
 * a call outside was seen, and nothing was measured: what they cost is not what was read of them.
 */
export function unreadRoutes(
  { databases, routes }: Inventory,
  purposes: Readonly<Record<string, Purpose>>,
  measurement: Measurement,
): readonly string[] {
  if (databases.length === 0) return [];
  return routes
    .filter(({ id }) => measurement.routes[id] === undefined && !WITHOUT_DATABASE.has(purposes[id] ?? 'read'))
    .filter(({ program, unknownCalls }) => unknownCalls.length > 0 && !asksOthers(program))
    .map(({ id }) => id);
}

function asksOthers(program: Step): boolean {
  for (const { kind } of walk(program)) if (kind === 'query' || kind === 'call') return true;
  return false;
}

/** As many look-ups of one row as routes usually make, one after the other. */
export function ordinaryStatements(route: Route, context: Context): Activity {
  const lookup: QueryStep = {
    kind: 'query',
    database: context.inventory.databases[0]?.id ?? '',
    operation: 'select',
    tables: [],
    filter: [],
    access: 'unique',
    rows: { kind: 'exactly', count: 1 },
    scanned: { kind: 'exactly', count: 1 },
    unbounded: false,
    at: route.handler,
  };
  const times = context.book.use('unread', knownRange(unreadStatements), 'statements');
  return {
    kind: 'repeat',
    times: product(1, times),
    mode: 'sequential',
    body: activityOf(lookup, context),
    tags: [],
  };
}
