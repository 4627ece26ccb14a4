import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { getMember } from '../interpret/members.ts';
import { awaitValue } from '../interpret/promises.ts';
import { type Machine, type Router, record } from '../machine.ts';
import { newCells } from '../values/cells.ts';
import { DATA, literal, native, newObject, opaque, TRUE } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import { alternatives, present } from '../values/union.ts';
import type { CallInput, ExternalValue, NativeValue, ObjectValue, Value } from '../values/values.ts';
import { bodyParser } from './express.ts';
import { registerPackage } from './fastify-plugins.ts';
import { markOnce } from './marks.ts';
import { newServer } from './node-server.ts';
import { addLayer, flatten, methodNamed, mount, newRouter, pathsOf, routerOf, VERBS } from './routers.ts';

/** `fastify(options)`: an application. Undefined for anything else of the package. */
export function callFastify(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.join('.');
  if (name !== '' && name !== 'fastify' && name !== 'Fastify') return undefined;
  const { value, ...router } = newRouter(machine, 'fastify', at, true, 'fastify');
  const options = args[0]?.kind === 'object' ? args[0].fields : new Map<string, Value>();
  logRequests(machine, { value, ...router }, options, at);
  const limit = options.get('bodyLimit');
  machine.marks.set('body-limit', { at, value: limit ?? literal(1_048_576) });
  return value;
}

/** With a logger, each request writes a line when it arrives and another when it is answered. */
function logRequests(machine: Machine, router: Router, options: ReadonlyMap<string, Value>, at: Location): void {
  const logger = options.get('logger') ?? options.get('loggerInstance');
  const off = options.get('disableRequestLogging');
  if (logger === undefined || (logger.kind === 'literal' && logger.value === false)) return;
  if (off?.kind === 'literal' && off.value === true) return;
  markOnce(machine, 'request-log', at, literal('pino'));
  const log = native('fastify.logger', (input) => {
    for (let line = 0; line < 2; line++)
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'log-line', at: input.at, library: 'pino' } });
    return DATA;
  });
  addLayer(machine, router, { kind: 'hook', method: 'ALL', paths: [''], handlers: [log], at, phase: '#log' });
}

/** `fastify-plugin`: what is registered in it belongs to the instance around it. */
export function sharedPlugin(plugin: Value | undefined): Value {
  if (plugin?.kind !== 'function') return plugin ?? DATA;
  return { ...plugin, fields: newCells([...plugin.fields, ['#shared', TRUE]]) };
}

/** What an instance offers: registration, hooks, decorators, those of the instance around it included. */
export function memberOfFastify(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const router = routerOf(machine, target);
  if (router === undefined) return undefined;
  if (VERBS[name] !== undefined) return native(name, (input) => registerVerb(machine, router, name, input));
  const member = MEMBERS[name];
  if (member !== undefined) return native(name, (input) => member(machine, router, input));
  if (name === 'log') return { kind: 'external', package: 'pino', path: ['()'], args: [], at: router.at };
  if (name === 'server') return newServer(machine, router.at);
  if (CHAINED.has(name)) return native(name, () => target);
  const outer = target.fields.get('#outer');
  return outer === undefined ? undefined : getMember(machine, outer, name, router.at);
}

const CHAINED = new Set([
  'withTypeProvider',
  'setErrorHandler',
  'setNotFoundHandler',
  'setValidatorCompiler',
  'setSerializerCompiler',
  'setReplySerializer',
  'addSchema',
  'addContentTypeParser',
  'removeAllContentTypeParsers',
  'decorateRequest',
  'decorateReply',
  'close',
  'inject',
  'swagger',
  'printRoutes',
  'printPlugins',
  'hasDecorator',
  'addHttpMethod',
]);

type Member = (machine: Machine, router: Router, input: CallInput) => Value;

const MEMBERS: Readonly<Record<string, Member>> = {
  route: (machine, router, { args, at }) => {
    const options = args[0];
    if (options?.kind === 'object') registerRoute(machine, router, options, at);
    return router.value;
  },
  register: (machine, router, { args, at }) => {
    register(machine, router, args[0] ?? DATA, args[1], at);
    return router.value;
  },
  addHook: (machine, router, { args: [name, hook], at }) => {
    const phase = name?.kind === 'literal' ? String(name.value) : '';
    if (hook === undefined) return router.value;
    if (REQUEST_HOOKS.has(phase))
      addLayer(machine, router, { kind: 'hook', method: 'ALL', paths: [''], handlers: [hook], at, phase });
    else if (phase === 'onReady') callValue(machine, hook, [], at, router.value);
    return router.value;
  },
  decorate: (machine, router, { args: [name, value] }) => {
    if (name?.kind === 'literal' && router.value.kind === 'object')
      writeKey(machine.trail, router.value.fields, String(name.value), value ?? opaque('state', String(name.value)));
    return router.value;
  },
  use: (machine, router, { args, at }) => {
    const handlers = flatten(args.filter((arg) => arg.kind !== 'literal'));
    const bridged = handlers.map((handler) => bridge(machine, handler));
    addLayer(machine, router, { kind: 'hook', method: 'ALL', paths: [''], handlers: bridged, at, phase: 'onRequest' });
    return router.value;
  },
  after: callLast,
  ready: callLast,
  listen: (machine, router, input) => {
    callLast(machine, router, input);
    return newServer(machine, input.at);
  },
};

const REQUEST_HOOKS = new Set([
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onResponse',
]);

function callLast(machine: Machine, router: Router, { args, at }: CallInput): Value {
  const callback = args.at(-1);
  if (callback?.kind === 'function') callValue(machine, callback, [], at, router.value);
  return router.value;
}

/** Middleware of Express inside Fastify takes the same first two arguments. */
function bridge(machine: Machine, handler: Value): Value {
  if (handler.kind !== 'external') return handler;
  return native(handler.package, ({ args, at }) => callValue(machine, handler, args, at));
}

function registerVerb(machine: Machine, router: Router, verb: string, { args, at }: CallInput): Value {
  const middle = args.length > 2 ? args[1] : undefined;
  const last = args.at(-1);
  const options = newObject(true, [
    ['method', literal(verb)],
    ['url', args[0] ?? literal('/')],
  ]);
  for (const given of [middle, last]) {
    if (given?.kind === 'object') for (const [key, value] of given.fields) options.fields.set(key, value);
  }
  if (last !== undefined && last.kind !== 'object') options.fields.set('handler', last);
  registerRoute(machine, router, options, at);
  return router.value;
}

/** `route({ method, url, schema, preHandler, handler })`, also what the shorthands come to. */
function registerRoute(machine: Machine, router: Router, options: ObjectValue, at: Location): void {
  const fields = options.fields;
  const handler = fields.get('handler');
  if (handler === undefined) return;
  const methods = flatten([fields.get('method') ?? literal('GET')]).flatMap((method) =>
    alternatives(method).flatMap((one) => (one.kind === 'literal' ? (methodNamed(String(one.value)) ?? []) : [])),
  );
  const hooks = new Map<string, readonly Value[]>([['#parse', [builtIn(machine).parse]]]);
  if (checksSomething(fields.get('schema'))) hooks.set('#validate', [builtIn(machine).validate]);
  for (const phase of REQUEST_HOOKS) {
    const own = fields.get(phase);
    if (own !== undefined) hooks.set(phase, flatten(present(own)));
  }
  const paths = pathsOf(fields.get('url') ?? fields.get('path'));
  for (const method of methods)
    addLayer(machine, router, { kind: 'route', method, paths, handlers: [handler], at, hooks });
}

function checksSomething(schema: Value | undefined): boolean {
  if (schema === undefined || schema.kind === 'literal') return false;
  if (schema.kind !== 'object' || schema.spreads.length > 0) return true;
  return ['body', 'querystring', 'query', 'params', 'headers'].some((part) => schema.fields.has(part));
}

interface BuiltIn {
  readonly parse: NativeValue;
  readonly validate: NativeValue;
}

const builtIns = new WeakMap<Machine, BuiltIn>();

/** Fastify's own parser and validator, the same for all routes. */
function builtIn(machine: Machine): BuiltIn {
  const known = builtIns.get(machine);
  if (known !== undefined) return known;
  const validate = native('fastify.validate', ({ at }) => {
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at, library: 'ajv' } });
    return DATA;
  });
  const made = { parse: bodyParser(machine, 'json', [], 'fastify'), validate };
  builtIns.set(machine, made);
  return made;
}

/** Runs a plugin on an instance of its own, under the prefix given, unless it says that it shares the instance around it. */
export function register(
  machine: Machine,
  router: Router,
  given: Value,
  options: Value | undefined,
  at: Location,
): void {
  for (const plugin of present(awaitValue(machine, given, at))) {
    const called = plugin.kind === 'object' ? (plugin.fields.get('default') ?? plugin) : plugin;
    if (called.kind === 'external') registerPackage(machine, router, called, options, at);
    else if (called.kind === 'function' || called.kind === 'native') {
      const shared = called.kind === 'function' && called.fields.has('#shared');
      const inner = shared ? router : encapsulated(machine, router, options, at);
      const settings = options ?? newObject(true);
      awaitValue(machine, callValue(machine, called, [inner.value, settings, native('done', () => DATA)], at), at);
    }
  }
}

function encapsulated(machine: Machine, outer: Router, options: Value | undefined, at: Location): Router {
  const inner = newRouter(machine, 'fastify', at, false, 'fastify');
  inner.value.fields.set('#outer', outer.value);
  const prefix = options?.kind === 'object' ? options.fields.get('prefix') : undefined;
  mount(machine, outer, inner, prefix === undefined ? [''] : pathsOf(prefix), at);
  return inner;
}
