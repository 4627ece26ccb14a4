import type { Method } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import { type Layer, type Machine, type Router, reportUnknown, routerOf, type Value } from '../evaluate/index.ts';

/** A function in the chain of a route, with the path it is mounted on. */
export interface Link {
  readonly value: Value;
  readonly at: Location;
  readonly path: string;
  /** Registered only under a condition that the code alone does not decide. */
  readonly conditional: boolean;
}

/** A registered route with everything a request crosses, in order. */
export interface Registration {
  readonly method: Method;
  readonly path: string;
  readonly at: Location;
  readonly chain: readonly Link[];
  readonly conditional: boolean;
}

interface Walk {
  readonly machine: Machine;
  readonly routes: Registration[];
  /** Middleware of the application itself. */
  readonly global: Link[];
}

const MOST_ROUTES = 20_000;
const MOST_NESTING = 12;

/** Goes through applications and mounted routers in the order of registration. */
export function listRegistrations(machine: Machine): {
  readonly routes: readonly Registration[];
  readonly global: readonly Link[];
} {
  const walk: Walk = { machine, routes: [], global: [] };
  const roots = machine.routers.filter((router) => !router.mounted && router.application);
  const chosen = roots.length > 0 ? roots : machine.routers.filter((router) => !router.mounted);
  for (const root of chosen) visit(walk, root, '', [], 0);
  for (const router of machine.routers)
    if (!router.mounted && !chosen.includes(router) && router.layers.length > 0)
      reportUnknown(machine, 'unknown.unmounted-router', {}, router.at);
  return walk;
}

function visit(walk: Walk, router: Router, prefix: string, inherited: readonly Link[], depth: number): void {
  if (depth > MOST_NESTING) return;
  const crossed: Link[] = [...inherited];
  for (const layer of router.layers) {
    for (const path of layer.paths) {
      const full = joinPath(prefix, path);
      if (layer.kind === 'use') use(walk, layer, full, crossed, depth);
      else if (walk.routes.length < MOST_ROUTES)
        walk.routes.push({
          method: layer.method,
          path: full === '' ? '/' : full,
          at: layer.at,
          conditional: layer.conditional,
          chain: [
            ...crossed.filter((link) => applies(link.path, full)),
            ...layer.handlers.map((value) => ({ value, at: layer.at, path: full, conditional: false })),
          ],
        });
    }
  }
}

function use(walk: Walk, layer: Layer, path: string, crossed: Link[], depth: number): void {
  for (const value of layer.handlers) {
    const inner = routerOf(walk.machine, value);
    if (inner !== undefined) {
      const before = crossed.filter((link) => applies(link.path, path) || link.path.startsWith(path));
      visit(walk, inner, path, before, depth + 1);
      continue;
    }
    if (isErrorHandler(value)) continue;
    const link = { value, at: layer.at, path, conditional: layer.conditional };
    crossed.push(link);
    if (depth === 0) walk.global.push(link);
  }
}

/** Error middleware takes four parameters and is off the usual path. */
function isErrorHandler(value: Value): boolean {
  return value.kind === 'function' && value.node.params.length === 4;
}

function joinPath(prefix: string, path: string): string {
  const tail = path === '/' ? '' : path;
  if (tail === '*' || tail === '/*') return `${prefix}/*`;
  return `${prefix}${tail === '' || tail.startsWith('/') || tail.startsWith('{') ? '' : '/'}${tail}`;
}

/** Whether middleware mounted on a path runs for a route: its segments start the route's. */
function applies(mounted: string, route: string): boolean {
  if (mounted === '' || mounted === '/*') return true;
  const wanted = mounted.replace(/\/\*$/, '').split('/');
  const given = route.split('/');
  return (
    wanted.length <= given.length &&
    wanted.every((part, index) => part === given[index] || part.startsWith(':') || part.startsWith('{'))
  );
}
