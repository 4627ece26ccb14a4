import type { Inventory, Route } from './inventory.ts';
import { walk } from './program.ts';

/**
 * Routes of a project with a database whose work may be missing altogether: something that they call was not followed, and neither a query nor
 * a call outside was seen. What they cost is not what was read of them.
 */
export function unreadRoutes(inventory: Inventory): readonly Route[] {
  return inventory.databases.length === 0 ? [] : inventory.routes.filter(isUnread);
}

function isUnread({ program, unknownCalls }: Route): boolean {
  if (unknownCalls.length === 0) return false;
  for (const { kind } of walk(program)) if (kind === 'query' || kind === 'call') return false;
  return true;
}
