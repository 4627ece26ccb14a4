import type { Method } from '../../../model/inventory.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { ask } from '../interpret/strings.ts';
import { type Machine, type Router, record } from '../machine.ts';
import { DATA, literal, native, newObject, opaque } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { CallInput, ExternalValue, NativeValue, ObjectValue, Value } from '../values/values.ts';
import { newServer } from './node-server.ts';
import { addLayer, flatten, isPath, newRouter, pathsOf, routerOf, VERBS } from './routers.ts';

/** What the package gives: applications, routers, body parsers, static files. Undefined for anything else. */
export function callExpress(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (target.path.join('.')) {
    case '':
    case 'express':
      return newRouter(machine, 'express', at, true).value;
    case 'Router':
      return newRouter(machine, 'express', at).value;
    case 'json':
    case 'urlencoded':
    case 'raw':
    case 'text':
      return bodyParser(machine, target.path[0] ?? 'json', args);
    case 'static':
      return staticFiles(machine, args);
    default:
      return undefined;
  }
}

/** Parses the body of requests that have one, unless an earlier parser did. */
export function bodyParser(machine: Machine, kind: string, args: readonly Value[], owner = 'express'): NativeValue {
  return native(
    `${owner}.${kind}`,
    ({ args: given, at }) => {
      const request = given[0];
      if (request?.kind !== 'object' || machine.request === undefined) return DATA;
      if (!takesBody(machine) || request.fields.has('#parsed')) return DATA;
      if (kind === 'urlencoded') return DATA;
      writeKey(machine.trail, request.fields, '#parsed', literal(kind));
      if (kind === 'json')
        record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'body-parse', at, library: `${owner}.json` } });
      return DATA;
    },
    args,
  );
}

/** Methods whose requests carry a body. */
function takesBody(machine: Machine): boolean {
  return ['POST', 'PUT', 'PATCH'].some(
    (method) => ask(machine, { about: 'method', question: '===', text: method }) !== false,
  );
}

/** Serves a file, or looks for one on the disk and lets the request go on. */
function staticFiles(machine: Machine, args: readonly Value[]): NativeValue {
  return native(
    'express.static',
    ({ at }) => {
      if (machine.request === undefined || ask(machine, { about: 'method', question: '===', text: 'GET' }) === false)
        return DATA;
      const crossing = machine.request.method !== 'ALL';
      record(machine, {
        kind: 'leaf',
        step: crossing
          ? { kind: 'thread', work: 'file', library: 'express.static', at }
          : { kind: 'cpu', work: 'static-file', library: 'express.static', at },
      });
      return DATA;
    },
    args,
  );
}

/** Registration methods of applications and routers. */
export function memberOfRouter(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const router = routerOf(machine, target);
  if (router === undefined) return undefined;
  if (name === '()') return undefined;
  const verb = VERBS[name];
  if (verb !== undefined) return native(name, (input) => registerVerb(machine, router, verb, input));
  switch (name) {
    case 'use':
      return native(name, (input) => registerUse(machine, router, input));
    case 'route':
      return native(name, ({ args, at }) => routeOf(machine, router, pathsOf(args[0]), at));
    case 'listen':
      return native(name, ({ args, at }) => {
        const callback = args.at(-1);
        if (callback?.kind === 'function') callValue(machine, callback, [], at);
        return newServer(machine, at);
      });
    case 'param':
      return native(name, (input) => registerLoader(machine, router, input));
    case 'set':
    case 'enable':
    case 'disable':
    case 'engine':
    case 'on':
      return native(name, () => target);
    default:
      return undefined;
  }
}

function registerVerb(machine: Machine, router: Router, method: Method, { args, at }: CallInput): Value {
  if (method === 'GET' && args.length === 1) return opaque('data', 'setting');
  addLayer(machine, router, { kind: 'route', method, paths: pathsOf(args[0]), handlers: flatten(args.slice(1)), at });
  return router.value;
}

function registerUse(machine: Machine, router: Router, { args, at }: CallInput): Value {
  const first = args[0];
  const pathed = first !== undefined && isPath(first);
  const handlers = flatten(pathed ? args.slice(1) : args);
  addLayer(machine, router, { kind: 'use', method: 'ALL', paths: pathed ? pathsOf(first) : [''], handlers, at });
  for (const handler of handlers) {
    const inner = routerOf(machine, handler);
    if (inner !== undefined) inner.mounted = true;
  }
  return router.value;
}

/** `router.param('club', load)`: it runs before the handlers of the routes of this router that have the parameter. */
function registerLoader(machine: Machine, router: Router, { args, at }: CallInput): Value {
  const [names, loader] = args;
  if (loader === undefined || names === undefined) return router.value;
  for (const name of pathsOf(names)) {
    const load = native('param', (input) =>
      callValue(machine, loader, [...input.args.slice(0, 3), opaque('request', `params.${name}`), literal(name)], at),
    );
    addLayer(machine, router, {
      kind: 'hook',
      method: 'ALL',
      paths: [''],
      handlers: [load],
      at,
      phase: `param ${name}`,
    });
  }
  return router.value;
}

/** `router.route('/x').get(a).post(b)`. */
function routeOf(machine: Machine, router: Router, paths: readonly string[], at: Location): ObjectValue {
  const value = newObject(true, [], 'route');
  for (const [name, method] of Object.entries(VERBS)) {
    value.fields.set(
      name,
      native(name, (input) => {
        addLayer(machine, router, { kind: 'route', method, paths, handlers: flatten(input.args), at: input.at ?? at });
        return value;
      }),
    );
  }
  return value;
}
