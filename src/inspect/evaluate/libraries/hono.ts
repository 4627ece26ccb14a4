import type { Method } from '../../../model/inventory.ts';
import type { Location } from '../../../model/source.ts';
import { start } from '../interpret/promises.ts';
import type { Machine, Router } from '../machine.ts';
import { DATA, literal, native, newArray, newObject, opaque } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import { alternatives, present } from '../values/union.ts';
import type { CallInput, ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { honoMiddleware, validator } from './hono-middleware.ts';
import { newServer } from './node-server.ts';
import { addLayer, flatten, isPath, methodNamed, mount, newRouter, pathsOf, routerOf, VERBS } from './routers.ts';
import { answerWith } from './web.ts';

/** `new Hono()` and what its family of packages gives. Undefined for anything else. */
export function callHono(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  if (/^(?:Hono|OpenAPIHono)$/.test(name) || (target.path.length === 0 && target.package === 'hono'))
    return newHono(machine, args[0], at);
  switch (name) {
    case 'createApp':
      return newHono(machine, undefined, at);
    case 'createMiddleware':
      return args[0] ?? DATA;
    case 'createHandlers':
      return newArray(args);
    case 'createRoute':
    case 'defineOpenAPIRoute':
      return args[0] ?? DATA;
    case 'serve':
    case 'handle':
      return target.package === '@hono/node-server' ? newServer(machine, at) : (args[0] ?? DATA);
    default:
      return honoMiddleware(machine, target.package, name, args, at);
  }
}

export const HONO_PACKAGES = /^(?:hono|hono\/.*|@hono\/.*|hono-.*)$/;

function newHono(machine: Machine, options: Value | undefined, at: Location): Value {
  const router = newRouter(machine, 'hono', at, true, 'hono');
  const base = options?.kind === 'object' ? options.fields.get('basePath') : undefined;
  return base === undefined ? router.value : under(machine, router, pathsOf(base), at);
}

/** What an application offers: verbs, `on`, `use`, `route`, `basePath`; each gives the application back. */
export function memberOfHono(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const router = routerOf(machine, target);
  if (router === undefined) return undefined;
  const verb = VERBS[name];
  if (verb !== undefined)
    return native(name, ({ args, at }) => {
      const [path, ...handlers] = args;
      const pathed = path !== undefined && isPath(path);
      return register(machine, router, [verb], pathed ? pathsOf(path) : [''], pathed ? handlers : args, at);
    });
  const member = MEMBERS[name];
  return member === undefined ? undefined : native(name, (input) => member(machine, router, input));
}

type Member = (machine: Machine, router: Router, input: CallInput) => Value;
/** `doc(path, description)`: a route that answers the description of the others. */
const description: Member = (machine, router, { args, at }) =>
  register(machine, router, ['GET'], pathsOf(args[0]), [native('description', () => DATA)], at);
const itself: Member = (_machine, router) => router.value;

const MEMBERS: Readonly<Record<string, Member>> = {
  on: (machine, router, { args: [methods, path, ...handlers], at }) => {
    const named = flatten([methods ?? DATA]).flatMap((method) =>
      method.kind === 'literal' ? (methodNamed(String(method.value)) ?? []) : [],
    );
    return register(machine, router, named, pathsOf(path), handlers, at);
  },
  openapi: (machine, router, { args: [route, ...handlers], at }) =>
    describedRoute(machine, router, route, handlers, at),
  use: (machine, router, { args, at }) => {
    const pathed = args[0] !== undefined && isPath(args[0]);
    const paths = pathed ? pathsOf(args[0]).map((path) => (path === '*' ? '/*' : path)) : [''];
    const handlers = flatten(pathed ? args.slice(1) : args);
    addLayer(machine, router, { kind: 'use', method: 'ALL', paths, handlers, at });
    return router.value;
  },
  route: (machine, router, { args: [path, given], at }) => {
    for (const part of given === undefined ? [] : present(given)) {
      const inner = routerOf(machine, part);
      if (inner !== undefined && inner !== router) mount(machine, router, inner, pathsOf(path), at);
    }
    return router.value;
  },
  basePath: (machine, router, { args, at }) => under(machine, router, pathsOf(args[0]), at),
  doc: description,
  doc31: description,
  notFound: itself,
  onError: itself,
  mount: itself,
  fire: itself,
  fetch: () => DATA,
};

/** The same application, whose further routes are under a path. */
function under(machine: Machine, router: Router, paths: readonly string[], at: Location): Value {
  const inner = newRouter(machine, 'hono', at, false, 'hono');
  mount(machine, router, inner, paths, at);
  return inner.value;
}

function register(
  machine: Machine,
  router: Router,
  methods: readonly Method[],
  paths: readonly string[],
  handlers: readonly Value[],
  at: Location,
): Value {
  const chain = flatten(handlers);
  const kind = paths.every((path) => path.endsWith('*')) && chain.every(goesOn) ? 'use' : 'route';
  for (const method of methods) addLayer(machine, router, { kind, method, paths, handlers: chain, at });
  return router.value;
}

/** Registered on every path, a function that takes `next` only lets the requests of a method through. */
function goesOn(handler: Value): boolean {
  if (handler.kind === 'native') return handler.name.startsWith('hono.');
  return handler.kind === 'function' && handler.node.params.length > 1;
}

/** `openapi(createRoute({ method, path, middleware, request }), handler)`. */
function describedRoute(
  machine: Machine,
  router: Router,
  route: Value | undefined,
  handlers: readonly Value[],
  at: Location,
): Value {
  for (const one of route === undefined ? [] : alternatives(route)) {
    if (one.kind !== 'object') continue;
    const method = one.fields.get('method');
    const named = method?.kind === 'literal' ? methodNamed(String(method.value)) : undefined;
    const middleware = one.fields.get('middleware');
    const request = one.fields.get('request');
    const checks = request === undefined ? [] : [validator(machine, [partOf(request), request], 'zod')];
    const chain = [...(middleware === undefined ? [] : [middleware]), ...checks, ...handlers.slice(0, 1)];
    if (named !== undefined) register(machine, router, [named], pathsOf(one.fields.get('path')).map(colons), chain, at);
  }
  return router.value;
}

function partOf(request: Value): Value {
  return literal(request.kind === 'object' && !request.fields.has('body') ? 'param' : 'json');
}

/** OpenAPI writes `{id}` what Hono writes `:id`. */
function colons(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

const ANSWERS = new Set(['json', 'text', 'html', 'body', 'redirect', 'notFound', 'newResponse', 'render']);

/** What a handler does with the context. */
export function memberOfHonoContext(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  if (ANSWERS.has(name))
    return native(`c.${name}`, ({ args, at }) => {
      const status = args[1] ?? target.fields.get('#status');
      return answerWith(
        machine,
        name === 'json' ? args[0] : undefined,
        name === 'notFound' ? literal(404) : status,
        at,
      );
    });
  switch (name) {
    case 'set':
      return native('c.set', ({ args: [key, value] }) => {
        if (key?.kind === 'literal') writeKey(machine.trail, target.fields, `var ${key.value}`, value ?? DATA);
        return DATA;
      });
    case 'get':
      return native('c.get', ({ args: [key] }) => variable(target, key));
    case 'var':
      return newObject(
        false,
        [...target.fields].flatMap(([key, value]) => (key.startsWith('var ') ? [[key.slice(4), value] as const] : [])),
        'request',
      );
    case 'status':
      return native('c.status', ({ args }) => {
        writeKey(machine.trail, target.fields, '#status', args[0] ?? DATA);
        return DATA;
      });
    case 'env':
      return opaque('environment', 'env');
    case 'header':
      return native('c.header', () => DATA);
    case 'executionCtx':
      return newObject(false, [['waitUntil', native('waitUntil', ({ at }) => start(machine, at, () => DATA))]]);
    default:
      return opaque('request', name);
  }
}

function variable(target: ObjectValue, key: Value | undefined): Value {
  const name = key?.kind === 'literal' ? String(key.value) : '';
  return target.fields.get(`var ${name}`) ?? opaque('request', name);
}
