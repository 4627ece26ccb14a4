import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Convention, Machine, Router } from '../../machine.ts';
import { DATA, literal, native, newObject, settled, UNDEFINED } from '../../values/create.ts';
import type { ExternalValue, NativeValue, ObjectValue, Value } from '../../values/values.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { bodyParser } from '../express.ts';
import { markOnce } from '../marks.ts';
import { addLayer, newRouter, routerOf } from '../routers.ts';
import { decorator } from './decorated.ts';
import { execute } from './execution.ts';
import { type Resolver, type Resolvers, ROOTS } from './resolvers.ts';
import { decoratedSchema, newSchema, resolversIn } from './schemas.ts';

/** A router with a request class for each query and mutation: `POST /graphql#Query.posts`. */
function newEndpoint(
  machine: Machine,
  convention: Convention,
  at: Location,
  options: Value | undefined,
  {
    path,
    alone,
    makeContext,
  }: { readonly path: string; readonly alone: boolean; readonly makeContext?: Value | undefined },
): Router & { readonly value: ObjectValue } {
  const router = newRouter(machine, convention, at, alone);
  addOperations(
    machine,
    router,
    resolversIn(machine, options),
    path,
    at,
    makeContext ?? fieldsOf(options).get('context'),
    alone,
  );
  return router;
}

/** Adds the operations of a schema to a router, under a path. */
export function addOperations(
  machine: Machine,
  router: Router,
  resolvers: Resolvers,
  path: string,
  at: Location,
  makeContext: Value | undefined,
  parses: boolean,
): void {
  const parse = parses ? [bodyParser(machine, 'json', [], 'graphql')] : [];
  for (const type of ROOTS)
    for (const [name, resolver] of operationsOf(resolvers, type)) {
      const handlers = [...parse, link(machine, `${type}.${name}`, resolvers, resolver, makeContext)];
      addLayer(machine, router, {
        kind: 'route',
        method: 'POST',
        paths: [`${path}#${type}.${name}`],
        handlers,
        at: placed(resolver, at),
      });
    }
}

/** A type that only holds operations: `PageQuery`, what the field `pages` of `Query` gives. */
const HOLDER = /.(?:Quer(?:y|ies)|Mutations?)$/;

/** The operations of a root type; those of a field that only holds operations are its fields: `pages.list`. */
function operationsOf(resolvers: Resolvers, type: string): readonly (readonly [string, Resolver])[] {
  return [...(resolvers.get(type) ?? [])].flatMap(([name, resolver]) => {
    const held = HOLDER.test(resolver.returns?.type ?? '') ? resolvers.get(resolver.returns?.type ?? '') : undefined;
    if (held === undefined) return [[name, resolver] as const];
    return [...held].map(([inner, one]) => [`${name}.${inner}`, one] as const);
  });
}

function placed(resolver: Resolver, at: Location): Location {
  return resolver.at.file === '' ? at : resolver.at;
}

function link(
  machine: Machine,
  name: string,
  resolvers: Resolvers,
  resolver: Resolver,
  makeContext: Value | undefined,
): NativeValue {
  return native(name, ({ args: [request = DATA, response = DATA], at }) => {
    const given = newObject(false, [
      ['req', request],
      ['res', response],
      ['request', request],
      ['params', DATA],
    ]);
    const made =
      makeContext === undefined || makeContext.kind === 'object'
        ? (makeContext ?? given)
        : awaitValue(machine, callValue(machine, makeContext, [given, request, response], at), at);
    execute(machine, resolvers, resolver, made, request);
    return UNDEFINED;
  });
}

/** What the packages of GraphQL servers give. Undefined for anything else. */
export function callGraphql(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  if (target.package === 'type-graphql')
    return name === 'buildSchema' ? decoratedSchema(machine, args[0]) : decorator(target, args);
  switch (name) {
    case 'makeExecutableSchema':
    case 'createSchema':
      return newSchema(machine, args[0]);
    case 'mergeTypeDefs':
    case 'mergeResolvers':
    case 'buildSchema':
    case 'gql':
      return args[0] ?? DATA;
    case 'createYoga':
    case 'createHandler':
    case 'graphqlHTTP':
    case '':
      return name === 'createYoga'
        ? yoga(machine, args[0], at)
        : newEndpoint(machine, 'express', at, args[0], { path: '', alone: false }).value;
    case 'startStandaloneServer':
    case 'expressMiddleware':
    case 'koaMiddleware':
    case 'startServerAndCreateNextHandler':
      return serve(machine, name, args, at);
    default:
      return undefined;
  }
}

/** Yoga answers on a path of its own, alone or inside an application that hands it that path. */
function yoga(machine: Machine, options: Value | undefined, at: Location): Value {
  const path = textOf(fieldsOf(options).get('graphqlEndpoint')) ?? '/graphql';
  const router = newEndpoint(machine, 'express', at, options, { path: '', alone: true });
  router.value.fields.set('graphqlEndpoint', literal(path));
  lonely.set(machine, [...(lonely.get(machine) ?? []), { router, path }]);
  return router.value;
}

const lonely = new WeakMap<Machine, readonly { readonly router: Router; readonly path: string }[]>();

/** A server of Apollo that a function of integration serves. */
function serve(machine: Machine, name: string, args: readonly Value[], at: Location): Value {
  const server = args[0];
  const alone = name === 'startStandaloneServer';
  if (alone) markOnce(machine, 'framework', at, literal('@apollo/server'));
  const options = server?.kind === 'external' ? server.args[0] : undefined;
  const convention = name === 'koaMiddleware' ? 'koa' : 'express';
  const path = name === 'startStandaloneServer' ? '/' : '';
  const router = newEndpoint(machine, convention, at, options, {
    path,
    alone,
    makeContext: fieldsOf(args[1]).get('context'),
  });
  return alone ? settled(newObject(false, [['url', DATA]])) : router.value;
}

/** Members of a server of Apollo before version 4: `listen()`, `applyMiddleware({ app, path })`. Undefined for other calls. */
export function callApollo(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (target.path.at(-2) !== 'new()') return undefined;
  const [options] = target.args.length > 0 ? target.args : [undefined];
  switch (target.path.at(-1)) {
    case 'listen':
      newEndpoint(machine, 'express', at, options, { path: '/', alone: true });
      markOnce(machine, 'framework', at, literal('@apollo/server'));
      return settled(newObject(false, [['url', DATA]]));
    case 'applyMiddleware':
    case 'getMiddleware': {
      const app = routerOf(machine, fieldsOf(args[0]).get('app') ?? DATA);
      const path = textOf(fieldsOf(args[0]).get('path')) ?? '/graphql';
      if (app !== undefined)
        addOperations(machine, app, resolversIn(machine, options), path, at, fieldsOf(options).get('context'), true);
      return DATA;
    }
    case 'start':
    case 'stop':
      return settled(DATA);
    default:
      return undefined;
  }
}

/** `app.register(fastifyApollo(server), { context, path })`. */
export function registerApollo(
  machine: Machine,
  router: Router,
  plugin: ExternalValue,
  options: Value | undefined,
  at: Location,
): void {
  const server = plugin.args[0];
  if (server?.kind !== 'external') return;
  const fields = fieldsOf(options);
  const path = textOf(fields.get('path')) ?? '/graphql';
  addOperations(machine, router, resolversIn(machine, server.args[0]), path, at, fields.get('context'), false);
}

/** `app.register(mercurius, { schema, resolvers, path })`. */
export function registerMercurius(machine: Machine, router: Router, options: Value | undefined, at: Location): void {
  const fields = fieldsOf(options);
  const path = textOf(fields.get('path')) ?? '/graphql';
  addOperations(machine, router, resolversIn(machine, options), path, at, fields.get('context'), false);
}

/** Routers of Yoga that no application took answer on their own path. */
export function finishGraphql(machine: Machine): void {
  const used = new Set(machine.routers.flatMap(({ layers }) => layers.flatMap(({ handlers }) => handlers)));
  for (const { router, path } of lonely.get(machine) ?? []) {
    if (used.has(router.value)) continue;
    const layers = router.layers.map((layer) => ({ ...layer, paths: layer.paths.map((one) => `${path}${one}`) }));
    router.layers.splice(0, router.layers.length, ...layers);
  }
}
