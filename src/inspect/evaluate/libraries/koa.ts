import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { type Machine, type Router, record } from '../machine.ts';
import { DATA, native, newArray, newObject, opaque } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import { present } from '../values/union.ts';
import type { CallInput, ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { respond } from './answers.ts';
import { bodyParser } from './express.ts';
import { newServer } from './node-server.ts';
import { addLayer, flatten, isPath, methodNamed, mount, newRouter, pathsOf, routerOf, VERBS } from './routers.ts';

/** `new Koa()`, `new Router({ prefix })`, and the middleware of its parsers. Undefined for anything else. */
export function callKoa(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (target.package) {
    case 'koa':
      return target.path.length <= 1 ? newRouter(machine, 'koa', at, true, 'koa').value : undefined;
    case '@koa/router':
    case 'koa-router':
      return target.path.length <= 1 ? newKoaRouter(machine, args[0], at) : undefined;
    case 'koa-mount':
      return mountKoa(machine, args, at);
    case 'koa-compose':
      return newArray(flatten(args));
    case 'koa-body':
    case 'koa-bodyparser':
    case '@koa/bodyparser':
    case 'koa-better-body':
      return parser(machine, args);
    default:
      return undefined;
  }
}

export const KOA_PACKAGES: ReadonlySet<string> = new Set([
  'koa',
  '@koa/router',
  'koa-router',
  'koa-mount',
  'koa-compose',
  'koa-body',
  'koa-bodyparser',
  '@koa/bodyparser',
  'koa-better-body',
]);

function newKoaRouter(machine: Machine, options: Value | undefined, at: Location): Value {
  const router = newRouter(machine, 'koa', at, false, 'koa');
  const prefix = options?.kind === 'object' ? options.fields.get('prefix') : undefined;
  if (prefix !== undefined) router.value.fields.set('#prefix', prefix);
  return router.value;
}

/** `mount('/path', application or middleware)`. */
function mountKoa(machine: Machine, args: readonly Value[], at: Location): Value {
  const wrapper = newRouter(machine, 'koa', at, false, 'koa');
  const pathed = args[0] !== undefined && isPath(args[0]);
  use(machine, wrapper, pathed ? pathsOf(args[0]) : [''], args.slice(pathed ? 1 : 0), at);
  return wrapper.value;
}

/** The parser takes Koa's context, and reads the body of its request. */
function parser(machine: Machine, args: readonly Value[]): Value {
  const parse = bodyParser(machine, 'json', args, 'koa');
  return native('koa.body', ({ args: [context, next], at }) => {
    const request = context?.kind === 'object' ? context.fields.get('request') : undefined;
    if (request !== undefined) parse.call({ args: [request], self: undefined, at, construct: false });
    return next === undefined ? DATA : callValue(machine, next, [], at);
  });
}

/** What an application or a router offers. `routes()` is the router itself, where it is used. */
export function memberOfKoa(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const router = routerOf(machine, target);
  if (router === undefined) return undefined;
  const verb = name === 'del' ? 'DELETE' : VERBS[name];
  if (verb !== undefined)
    return native(name, ({ args, at }) => {
      const named = args.length > 2 && isName(args[0]) && args[1] !== undefined && isPath(args[1]);
      const [path, ...handlers] = named ? args.slice(1) : args;
      return registerRoute(machine, router, target, [verb], path, handlers, at);
    });
  switch (name) {
    case 'use':
      return native(name, ({ args, at }) => {
        const pathed = args[0] !== undefined && isPath(args[0]);
        const paths = pathed ? pathsOf(args[0]).map((path) => prefixed(target, path)) : [prefixed(target, '')];
        use(machine, router, paths, args.slice(pathed ? 1 : 0), at);
        return target;
      });
    case 'register':
      return native(name, ({ args: [path, methods, ...handlers], at }) => {
        const named = flatten([methods ?? DATA]).flatMap((method) =>
          method.kind === 'literal' ? (methodNamed(String(method.value)) ?? []) : [],
        );
        return registerRoute(machine, router, target, named, path, handlers, at);
      });
    case 'prefix':
      return native(name, ({ args }) => {
        if (args[0] !== undefined) writeKey(machine.trail, target.fields, '#prefix', args[0]);
        return target;
      });
    case 'routes':
    case 'middleware':
      return native(name, () => target);
    case 'allowedMethods':
      return native(name, () => native('koa.allowedMethods', ({ args: [, next], at }) => callNext(machine, next, at)));
    case 'callback':
      return native(name, () => native('koa.callback', () => DATA));
    case 'listen':
      return native(name, (input) => listen(machine, input));
    case 'context':
      return newObject(true, [], 'request');
    case 'param':
    case 'on':
    case 'redirect':
    case 'onerror':
      return native(name, () => target);
    default:
      return undefined;
  }
}

function callNext(machine: Machine, next: Value | undefined, at: Location): Value {
  return next === undefined ? DATA : callValue(machine, next, [], at);
}

function listen(machine: Machine, { args, at }: CallInput): Value {
  const callback = args.at(-1);
  if (callback?.kind === 'function') callValue(machine, callback, [], at);
  return newServer(machine, at);
}

function isName(value: Value | undefined): boolean {
  return value?.kind === 'literal' && typeof value.value === 'string' && !value.value.startsWith('/');
}

function registerRoute(
  machine: Machine,
  router: Router,
  target: ObjectValue,
  methods: readonly (typeof VERBS)[string][],
  path: Value | undefined,
  handlers: readonly Value[],
  at: Location,
): Value {
  const paths = pathsOf(path).map((one) => prefixed(target, one));
  for (const method of methods)
    addLayer(machine, router, { kind: 'route', method, paths, handlers: flatten(handlers), at });
  return target;
}

function prefixed(target: ObjectValue, path: string): string {
  const prefix = target.fields.get('#prefix');
  const start = prefix === undefined ? '' : (pathsOf(prefix)[0] ?? '');
  return path === '/' && start !== '' ? start : `${start}${path}`;
}

function use(
  machine: Machine,
  router: Router,
  paths: readonly string[],
  handlers: readonly Value[],
  at: Location,
): void {
  for (const handler of flatten(handlers)) {
    const inner = present(handler)
      .map((part) => routerOf(machine, part))
      .find((one) => one !== undefined);
    if (inner === undefined) addLayer(machine, router, { kind: 'use', method: 'ALL', paths, handlers: [handler], at });
    else if (inner !== router) mount(machine, router, inner, paths, at);
  }
}

/** What a handler reads on the context: its own properties, then those of the request. */
export function memberOfKoaContext(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  switch (name) {
    case 'throw':
    case 'assert':
      return native(`ctx.${name}`, ({ args, at }) => {
        const fails = name === 'throw' || (args[0]?.kind === 'literal' && !args[0].value);
        if (fails) respond(machine, undefined, at, true, true);
        return DATA;
      });
    case 'redirect':
      return native('ctx.redirect', ({ at }) => {
        respond(machine, undefined, at, false, true);
        return DATA;
      });
    case 'set':
    case 'append':
    case 'remove':
    case 'attachment':
    case 'vary':
      return native(`ctx.${name}`, () => target);
    case 'render':
      return native('ctx.render', ({ at }) => {
        record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'template', at, library: 'koa' } });
        respond(machine, undefined, at, false, true);
        return DATA;
      });
    case 'cookies':
      return newObject(false, [
        ['get', native('cookies.get', () => opaque('request', 'cookies'))],
        ['set', native('cookies.set', () => DATA)],
      ]);
    case 'get':
    case 'header':
      return native(`ctx.${name}`, () => opaque('request', 'headers'));
    case 'app':
      return opaque('unknown', 'ctx.app');
    case 'log':
    case 'logger':
      return { kind: 'external', package: 'pino', path: ['()'], args: [], at: { file: '', line: 1 } };
    default:
      return opaque('request', name);
  }
}

/** The body of the context is the answer; a status of 400 or more makes it a failure. */
export function assignKoaContext(
  machine: Machine,
  target: ObjectValue,
  name: string,
  value: Value,
  at: Location,
): void {
  writeKey(machine.trail, target.fields, name, value);
  if (machine.phase !== 'request') return;
  if (name === 'status' && value.kind === 'literal' && Number(value.value) >= 400)
    respond(machine, undefined, at, true, true);
  if (name !== 'body') return;
  writeKey(machine.trail, target.fields, '#answered', { ...DATA, sources: [at] });
  record(machine, { kind: 'respond', at, failure: false, held: true });
}
