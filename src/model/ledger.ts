import type { Inventory, UnknownCall } from './inventory.ts';

/** A call that was not followed, with the routes that make it. */
export interface LedgerEntry extends UnknownCall {
  readonly routes: readonly string[];
}

/** The ledger of a project: each unknown call once, those that most routes make first. */
export function ledgerOf(inventory: Inventory): readonly LedgerEntry[] {
  const entries = new Map<string, LedgerEntry & { readonly routes: string[] }>();
  for (const route of inventory.routes)
    for (const call of route.unknownCalls) {
      const key = `${call.at.file}:${call.at.line} ${call.why} ${call.name}`;
      const known = entries.get(key);
      if (known === undefined) entries.set(key, { ...call, routes: [route.id] });
      else known.routes.push(route.id);
    }
  return [...entries]
    .sort(([a, one], [b, other]) => other.routes.length - one.routes.length || (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}
