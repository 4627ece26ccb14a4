import type { Method } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import {
  type Convention,
  type Layer,
  type Machine,
  type Router,
  reportUnknown,
  routerOf,
  type Value,
} from '../evaluate/index.ts';
import { hooksOf, loadersOf, withHooks } from './hooks.ts';

/** A function in the chain of a route, with the path it is mounted on. */
export interface Link {
  readonly value: Value;
  readonly at: Location;
  readonly path: string;
  readonly convention: Convention;
  /**
   * `own`: the framework's, such as its body parser; `after`: once the handler has answered, before the answer leaves; `finished`: once it has left.
   */
  readonly role: 'middleware' | 'own' | 'handler' | 'after' | 'finished';
  /** What `this` is inside. */
  readonly self?: Value;
  /** Runs for this path alone, not for those under it. */
  readonly exact?: true;
  /** Absent: it runs for every method. */
  readonly method?: Method;
  /** For a hook: when it runs. */
  readonly phase?: string;
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
  /** Takes every request and chooses by itself what to do. */
  readonly dispatches?: true;
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
  /** Those of routers attached to nothing. */
  readonly aside: readonly Registration[];
} {
  const walk: Walk = { machine, routes: [], global: [] };
  const roots = machine.routers.filter((router) => !router.mounted && router.application);
  const chosen = roots.length > 0 ? roots : machine.routers.filter((router) => !router.mounted);
  for (const root of chosen) visit(walk, root, '', [], 0);
  for (const router of machine.routers)
    if (!router.mounted && !chosen.includes(router) && router.layers.length > 0 && !isPlainServer(router))
      reportUnknown(machine, 'unknown.unmounted-router', {}, router.at);
  const aside: Walk = { machine, routes: [], global: [] };
  for (const router of machine.routers)
    if (!router.mounted && !chosen.includes(router) && !isPlainServer(router)) visit(aside, router, '', [], 0);
  return { ...walk, aside: aside.routes };
}

/** A line that is run twice, in an application made to serve and to write its schema, registers the same routes: each counts once. */
export function once(routes: readonly Registration[]): readonly Registration[] {
  const seen = new Set<string>();
  return routes.filter(({ method, path, at }) => {
    const place = `${method} ${path} ${at.file}:${at.line}`;
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

/** The function given to `createServer`, which hands its requests to the application. */
function isPlainServer({ value }: Router): boolean {
  return value.kind === 'object' && value.nature === 'node';
}

function visit(walk: Walk, router: Router, prefix: string, inherited: readonly Link[], depth: number): void {
  if (depth > MOST_NESTING) {
    reportUnknown(walk.machine, 'unknown.budget-nesting', { count: MOST_NESTING }, router.at);
    return;
  }
  const hooks = hooksOf(router, prefix);
  if (depth === 0) walk.global.push(...hooks);
  const crossed: Link[] = [...inherited, ...hooks];
  for (const layer of router.layers) {
    if (layer.kind === 'hook') continue;
    for (const path of layer.paths) {
      const full = joinPath(prefix, path);
      if (layer.kind === 'use') use(walk, router, layer, full, crossed, depth);
      else if (walk.routes.length < MOST_ROUTES)
        walk.routes.push(route(router, layer, full, [...crossed, ...loadersOf(router, path, full)]));
      else reportUnknown(walk.machine, 'unknown.budget-routes', { count: MOST_ROUTES }, router.at);
    }
  }
}

function route(router: Router, layer: Layer, full: string, crossed: readonly Link[]): Registration {
  const { convention } = router;
  const last = layer.handlers.length - 1;
  const own = layer.handlers.map(
    (value, index): Link => ({
      value,
      at: layer.at,
      path: full,
      convention,
      role: index === last ? 'handler' : 'middleware',
      ...(convention === 'fastify' ? { self: router.value } : {}),
      conditional: false,
    }),
  );
  const before = crossed.filter(
    (link) =>
      (link.exact === true ? link.path === full : applies(link.path, full)) &&
      (link.method === undefined || link.method === layer.method),
  );
  return {
    method: layer.method,
    path: full === '' ? '/' : full,
    at: layer.at,
    conditional: layer.conditional,
    ...(layer.phase === '#dispatch' ? { dispatches: true as const } : {}),
    chain: convention === 'fastify' ? withHooks(router, layer, before, own) : [...before, ...own],
  };
}

function use(walk: Walk, router: Router, layer: Layer, path: string, crossed: Link[], depth: number): void {
  for (const value of layer.handlers) {
    const inner = routerOf(walk.machine, value);
    if (inner !== undefined) {
      const under = path.replace(/\/\*$/, '');
      const before = crossed.filter((link) => applies(link.path, under) || link.path.startsWith(under));
      visit(walk, inner, under, before, depth + 1);
      continue;
    }
    if (router.convention === 'express' && isErrorHandler(value)) continue;
    const { at, conditional, method } = layer;
    const { convention } = router;
    const only = {
      ...(method === 'ALL' ? {} : { method }),
      ...(layer.exact === undefined ? {} : { exact: layer.exact }),
    };
    const link: Link = { value, at, path, convention, role: 'middleware', conditional, ...only };
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
  return `${prefix}${tail === '' || /^[/{#]/.test(tail) ? '' : '/'}${tail}`;
}

/** Whether middleware mounted on a path runs for a route: its segments start the route's. */
function applies(mounted: string, route: string): boolean {
  if (mounted === '' || mounted === '/*') return true;
  const wanted = mounted.replace(/\/\*$/, '').split('/');
  const given = (route.split('#')[0] ?? '').split('/');
  return (
    wanted.length <= given.length &&
    wanted.every((part, index) => part === given[index] || part.startsWith(':') || part.startsWith('{'))
  );
}
