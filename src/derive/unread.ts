import { unreadStatements } from '../facts/usage/index.ts';
import { product } from '../model/expression.ts';
import type { Inventory, Route } from '../model/inventory.ts';
import type { Measurement } from '../model/measurement.ts';
import type { QueryStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import type { Purpose } from '../model/scenario.ts';
import { unreadRoutes } from '../model/unread.ts';
import { activityOf } from './activity.ts';
import type { Context } from './context.ts';
import { knownRange } from './parameter-book.ts';

/** What these routes are for needs no database. */
const WITHOUT_DATABASE: ReadonlySet<Purpose> = new Set(['health', 'page']);

/** Routes that are given the statements of an ordinary one: their own were not read, nor measured. */
export function assumedRoutes(
  inventory: Inventory,
  purposes: Readonly<Record<string, Purpose>>,
  measurement: Measurement,
): ReadonlySet<Route> {
  return new Set(
    unreadRoutes(inventory).filter(
      ({ id }) => measurement.routes[id] === undefined && !WITHOUT_DATABASE.has(purposes[id] ?? 'read'),
    ),
  );
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
