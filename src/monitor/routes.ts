import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RouteTemplate } from '../probe/index.ts';

/** The file that `jauge -o jauge.json` writes. */
const FILE = 'jauge.json';

/** The routes that the inspection found, the files of the site last; none when there is no estimate that can be read. Never throws. */
export function readRoutes(estimate: string | object | undefined, folder: string): readonly RouteTemplate[] {
  try {
    const document =
      typeof estimate === 'object' ? estimate : JSON.parse(readFileSync(resolve(folder, estimate ?? FILE), 'utf8'));
    const { routes = [], pages = [] } = (document as { inventory: Inventory }).inventory;
    return [...routes.filter(({ shadowedBy }) => shadowedBy === undefined), ...pages].map(({ id, method, path }) => ({
      id,
      method,
      path,
    }));
  } catch {
    return [];
  }
}

interface Inventory {
  readonly routes?: readonly (RouteTemplate & { readonly shadowedBy?: unknown })[];
  readonly pages?: readonly RouteTemplate[];
}
