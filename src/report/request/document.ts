import type { Inventory, Route, RoutesRead } from '../../model/inventory.ts';
import { ledgerOf } from '../../model/ledger.ts';
import { kindsOf, tally } from '../../model/tally.ts';
import { flagsOf, isCall, isHeavy, isQuery } from './routes-list.ts';

// The same as the texts, for programs: plain data of which nothing depends on a language.

/** Every route with its counts. */
export function routesDocument(inventory: RoutesRead): unknown {
  return {
    schemaVersion: 1,
    project: inventory.project,
    routes: inventory.routes.map((route) => ({
      id: route.id,
      method: route.method,
      path: route.path,
      at: route.at,
      handler: route.handler,
      ...(route.shadowedBy === undefined ? {} : { shadowedBy: route.shadowedBy }),
      queries: tally(route.program, isQuery),
      calls: tally(route.program, isCall),
      heavyWork: tally(route.program, isHeavy),
      steps: kindsOf(route.program),
      flags: flagsOf(route),
      unknownCalls: route.unknownCalls.length,
    })),
    unreachedRoutes: inventory.unreachedRoutes ?? [],
    unknowns: inventory.unknowns,
  };
}

/** The unknown-call ledger. */
export function ledgerDocument(inventory: Inventory): unknown {
  return {
    schemaVersion: 1,
    project: inventory.project,
    unknownCalls: ledgerOf(inventory),
    unknowns: inventory.unknowns,
    harmlessCalls: inventory.harmlessCalls ?? [],
  };
}

/** One route with its program. */
export function explainDocument(inventory: Inventory, route: Route): unknown {
  return {
    schemaVersion: 1,
    project: inventory.project,
    route,
    findings: inventory.findings.filter((finding) => finding.routes.includes(route.id)),
  };
}
