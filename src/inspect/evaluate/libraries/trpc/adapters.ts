import type { Location } from '../../../../model/source.ts';
import { withinSteps } from '../../budget.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Convention, type Layer, type Machine, type Router, runAside } from '../../machine.ts';
import { DATA, native, newObject, opaque, settled, UNDEFINED } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ExternalValue, NativeValue, ObjectValue, Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { bodyParser } from '../express.ts';
import { addLayer, newRouter } from '../routers.ts';
import { isProcedureRouter, type Operation, operationOf, run } from './procedures.ts';

/** Functions that make a handler of a server out of a router; `alone` when they make the server too. */
const ADAPTERS: Readonly<Record<string, { readonly convention: Convention; readonly alone?: true }>> = {
  createExpressMiddleware: { convention: 'express' },
  createHTTPHandler: { convention: 'express', alone: true },
  createHTTPServer: { convention: 'express', alone: true },
  fastifyTRPCPlugin: { convention: 'fastify' },
  trpcServer: { convention: 'hono' },
};

/** An adapter is called: a router of the server, with a route for each procedure. Undefined for other calls. */
export function callAdapter(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.length > 1 ? undefined : target.path[0];
  const adapter = ADAPTERS[name ?? ''];
  if (adapter === undefined) return callFetchAdapter(machine, name, args);
  const nature = adapter.convention === 'hono' ? 'hono' : 'router';
  const router = newRouter(machine, adapter.convention, at, adapter.alone === true, nature);
  router.mounted = adapter.convention === 'hono';
  addProcedures(machine, router, args[0], at);
  return router.value;
}

/** Adds a route for each procedure of `{ router, createContext }`, under a path. */
export function addProcedures(
  machine: Machine,
  router: Router,
  options: Value | undefined,
  at: Location,
  prefix = '',
): void {
  for (const layer of layersFor(machine, options, at, prefix)) addLayer(machine, router, layer);
}

function layersFor(
  machine: Machine,
  options: Value | undefined,
  at: Location,
  prefix: string,
): Omit<Layer, 'conditional'>[] {
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const root = alternatives(fields.get('router') ?? DATA).find(isProcedureRouter);
  if (root === undefined) return [];
  const context = fields.get('createContext');
  return named(root, '').map(([name, one]) => ({
    kind: 'route',
    method: one.method,
    paths: [`${prefix}/${name}`],
    handlers: [
      ...(one.method === 'POST' ? [bodyParser(machine, 'json', [], 'trpc')] : []),
      link(machine, name, one, context),
    ],
    at: one.at ?? at,
  }));
}

const MOST_DEPTH = 8;

/** The procedures of a router by their full name: `post.list`. */
function named(router: ObjectValue, prefix: string, depth = 0): readonly (readonly [string, Operation])[] {
  if (depth > MOST_DEPTH) return [];
  return [...router.fields].flatMap(([name, value]) =>
    alternatives(value).flatMap((part) => {
      const one = operationOf(part);
      if (one !== undefined) return [[`${prefix}${name}`, one] as const];
      return part.kind === 'object' ? named(part, `${prefix}${name}.`, depth + 1) : [];
    }),
  );
}

function link(machine: Machine, name: string, one: Operation, makeContext: Value | undefined): NativeValue {
  return native(name, ({ args: [request = DATA, response = DATA], at }) => {
    const given = newObject(false, [
      ['req', request],
      ['res', response],
    ]);
    const context =
      makeContext === undefined
        ? newObject(false)
        : awaitValue(machine, callValue(machine, makeContext, [given, request], at), at);
    const result = run(machine, one, context, at);
    respond(machine, result, one.at, false, true);
    return UNDEFINED;
  });
}

const captured = new WeakMap<Machine, Value[]>();

/**
 * Handlers that give their requests to `fetchRequestHandler`, on a route named after tRPC: evaluated once at the end of the start, for the
 * router and the context that they give; a route for each procedure takes their place.
 */
export function finishTrpc(machine: Machine): void {
  for (const router of machine.routers)
    for (const layer of router.layers.filter(({ paths }) => paths.some(isCarrier))) replace(machine, router, layer);
}

function replace(machine: Machine, router: Router, carrier: Layer): void {
  const options = optionsIn(machine, carrier.handlers.at(-1) ?? DATA, carrier.at);
  const place = router.layers.indexOf(carrier);
  if (options === undefined || place === -1) return;
  const prefix = (carrier.paths.find(isCarrier) ?? '').replace(/\/[:*][^/]*$/, '');
  const layers = layersFor(machine, options, carrier.at, prefix)
    .filter(({ method }) => carrier.method === 'ALL' || carrier.method === method)
    .map((layer) => ({ ...layer, conditional: carrier.conditional }));
  router.layers.splice(place, 1, ...layers);
}

function optionsIn(machine: Machine, handler: Value, at: Location): Value | undefined {
  const found: Value[] = [];
  captured.set(machine, found);
  withinSteps(machine, () => runAside(machine, () => callValue(machine, handler, [opaque('request', ''), DATA], at)));
  captured.delete(machine);
  return found.find((options) => options.kind === 'object');
}

/** `fetchRequestHandler({ router, createContext })`: what it is given is kept when a carrier is being read. */
function callFetchAdapter(machine: Machine, name: string | undefined, args: readonly Value[]): Value | undefined {
  if (name !== 'fetchRequestHandler' && name !== 'createNextApiHandler') return undefined;
  if (args[0] !== undefined) captured.get(machine)?.push(args[0]);
  return name === 'fetchRequestHandler'
    ? settled(DATA)
    : native(name, () => callFetchAdapter(machine, 'fetchRequestHandler', args) ?? DATA);
}

function isCarrier(path: string): boolean {
  return /trpc\/(?::\w+|\*\w*)$/.test(path);
}
