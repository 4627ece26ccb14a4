/**
 * In: an Inventory (what was found), the Settings (what code cannot tell), a Measurement when there is one, and the facts (what things cost).
 * Out: a Derivation: the queueing model with its parameters as ranges, the mixes, the ratios from requests to people, what can be bought.
 * It must not: read files, solve anything, or write text for people.
 */
import { sizes } from '../facts/growth/index.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Inventory, Route } from '../model/inventory.ts';
import type { Measurement } from '../model/measurement.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { RequestClass } from '../model/queueing-model.ts';
import type { Settings } from '../model/settings.ts';
import { activityOf } from './activity.ts';
import { allowancesOf } from './allowances.ts';
import type { Context } from './context.ts';
import { prices } from './costs.ts';
import { dataSize } from './data-size.ts';
import { machineParameters } from './machine.ts';
import { calibrated, conditions } from './measured/calibration.ts';
import { held } from './measured/held.ts';
import { NOTHING_MEASURED } from './measured/nothing.ts';
import { withOutside } from './measured/outside.ts';
import { offersOf } from './offers.ts';
import { knownRange, parameterBook } from './parameter-book.ts';
import { purposeOf } from './purpose.ts';
import { scenariosOf } from './scenarios.ts';
import { stationsOf } from './stations.ts';
import { storageOf } from './storage.ts';
import { findingTags } from './tags.ts';
import { ordinaryStatements, unreadRoutes } from './unread.ts';
import { upgradesFrom } from './upgrades.ts';
import { usageOf } from './usage.ts';

export { withRealIndexes } from './measured/indexes.ts';
export { replacedBy } from './measured/replaced.ts';

/** Prices every route of an inventory; what was measured replaces what was assumed. Pure: the same input gives the same derivation. */
export function derive(
  inventory: Inventory,
  settings: Settings,
  measurement: Measurement = NOTHING_MEASURED,
): Derivation {
  const book = parameterBook();
  const node = settings.node ?? inventory.stack.node.value;
  const data = dataSize(inventory.tables, settings, book, measurement.database?.tables);
  book.use('accounts', data.accounts, 'accounts');
  machineParameters(inventory, settings, book, measurement);
  const context: Context = {
    inventory,
    settings,
    book,
    prices: prices(node, book),
    data,
    position: 0,
    findings: findingTags(inventory),
  };
  const requests = [...inventory.routes, ...(inventory.pages ?? [])];
  const purposes = Object.fromEntries(requests.map((route) => [route.id, purposeOf(route, inventory)]));
  const unread = unreadRoutes(inventory, purposes, measurement);
  const priced = requests.map((route, position) => classOf(route, { ...context, position }, unread.includes(route.id)));
  const stations = stationsOf(inventory, settings, book, measurement);
  const outside = withOutside(
    priced,
    inventory,
    measurement,
    book,
    conditions(book, data.measuredAccounts, measurement),
  );
  const classes = calibrated(outside, measurement, book, data.measuredAccounts);
  const storage = storageOf(inventory, settings, data, book);
  return {
    model: { parameters: held(book.list(), measurement), stations, classes, instances: 1 },
    scenarios: scenariosOf(requests, purposes, settings, measurement),
    purposes,
    unread,
    objective: { ...DEFAULT_OBJECTIVE, ...settings.objective },
    ...usageOf(settings, measurement),
    accountsToday: data.accounts,
    offers: offersOf(inventory, settings),
    allowances: allowancesOf(inventory, settings),
    ...(storage === undefined ? {} : { storage }),
    memory: {
      base: knownRange(sizes.processMemory),
      perRequest: knownRange(sizes.requestMemory),
      limit: inventory.deployment.machine.memory,
    },
    upgrades: upgradesFrom(node, book),
  };
}

function classOf(route: Route, context: Context, isUnread: boolean): RequestClass {
  const activity = activityOf(route.program, context);
  if (!isUnread) return { id: route.id, activity };
  return { id: route.id, activity: { kind: 'sequence', steps: [activity, ordinaryStatements(route, context)] } };
}
