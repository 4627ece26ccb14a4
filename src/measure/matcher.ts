import type { Inventory } from '../model/inventory.ts';
import { compileRoutes } from '../probe/index.ts';

/** Identifier of the route that answers a method and a path; undefined when none does. */
export type RouteMatcher = (method: string, path: string) => string | undefined;

/** A matcher over the routes that inspection found, in the order in which they are registered, then the files of the site. */
export function routeMatcher(inventory: Pick<Inventory, 'routes' | 'pages'>): RouteMatcher {
  const table = compileRoutes([...inventory.routes, ...(inventory.pages ?? [])]);
  return (method, path) => table.match(method, path, false);
}
