import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { callAdonis, constructAdonis } from './adonis/application.ts';
import { callBuiltin } from './builtins.ts';
import { callControllers, constructControllers } from './controllers/application.ts';
import { callFastify, memberOfFastify, sharedPlugin } from './fastify.ts';
import { newLoader } from './graphql/loaders.ts';
import { callApollo, callGraphql } from './graphql/servers.ts';
import { callHono, HONO_PACKAGES, memberOfHono, memberOfHonoContext } from './hono.ts';
import { assignKoaContext, callKoa, KOA_PACKAGES, memberOfKoa, memberOfKoaContext } from './koa.ts';
import { callNest, memberOfNest } from './nest/application.ts';
import { callAdapter } from './trpc/adapters.ts';
import { callTrpc } from './trpc/procedures.ts';
import { callResponse, memberOfWebRequest, memberOfWebResponse } from './web.ts';

type Call = (
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
  constructed: boolean,
) => Value | undefined;

/** What calls something of a package, by the packages that it knows. */
const CALLS: readonly (readonly [RegExp, Call])[] = [
  [/^fastify$/, callFastify],
  [/^fastify-plugin$/, (_machine, _target, args) => sharedPlugin(args[0])],
  [
    /^@trpc\/server|^@hono\/trpc-server$/,
    (machine, target, args, at) => callTrpc(target) ?? callAdapter(machine, target, args, at),
  ],
  [
    /^(?:@apollo\/server(?:\/.*)?|@as-integrations\/.*|apollo-server.*|graphql|graphql-tag|graphql-yoga|@graphql-tools\/.*|graphql-http.*|express-graphql|type-graphql)$/,
    (machine, target, args, at, constructed) =>
      callApollo(machine, target, args, at) ?? (constructed ? undefined : callGraphql(machine, target, args, at)),
  ],
  [
    /^@adonisjs\/|^@ioc:Adonis/,
    (machine, target, args, at, constructed) =>
      constructed ? constructAdonis(machine, target, at) : callAdonis(machine, target, args, at),
  ],
  [
    /^(?:routing-controllers|inversify-express-utils|tsoa|@tsoa\/runtime)$/,
    (machine, target, args, at, constructed) =>
      constructed ? constructControllers(machine, target, args, at) : callControllers(machine, target, args, at),
  ],
  [/^dataloader$/, (machine, _target, args, _at, constructed) => (constructed ? newLoader(machine, args) : undefined)],
  [HONO_PACKAGES, callHono],
  [
    /^@nestjs\//,
    (machine, target, args, at, constructed) => (constructed ? undefined : callNest(machine, target, args, at)),
  ],
  [
    /^h3$/,
    (machine, { path }, args, at) =>
      path.length === 1 ? callBuiltin(machine, '', path[0] ?? '', args, at) : undefined,
  ],
  [
    /^next\/server$/,
    (machine, { path }, args, at) =>
      path[0] === 'NextResponse' ? callResponse(machine, path[1] ?? 'new', args, at) : undefined,
  ],
];

/** Calls, or constructs, something that a web framework other than Express gives. Undefined for anything else. */
export function callFramework(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
  constructed = false,
): Value | undefined {
  const { package: name } = target;
  if (KOA_PACKAGES.has(name)) return callKoa(machine, target, args, at);
  const call = callOf(name);
  return call?.(machine, target, args, at, constructed);
}

const known = new Map<string, Call | undefined>();

function callOf(name: string): Call | undefined {
  if (!known.has(name)) known.set(name, CALLS.find(([pattern]) => pattern.test(name))?.[1]);
  return known.get(name);
}

/** Members of the objects that these frameworks make. Undefined when there is no such member. */
export function memberOfFramework(
  machine: Machine,
  nature: string,
  target: ObjectValue,
  name: string,
): Value | undefined {
  switch (nature) {
    case 'fastify':
      return memberOfFastify(machine, target, name);
    case 'nest':
      return memberOfNest(machine, target, name);
    case 'koa':
      return memberOfKoa(machine, target, name);
    case 'koa-context':
      return memberOfKoaContext(machine, target, name);
    case 'hono':
      return memberOfHono(machine, target, name);
    case 'hono-context':
      return memberOfHonoContext(machine, target, name);
    case 'web-request':
      return memberOfWebRequest(machine, target, name);
    case 'web-response':
      return memberOfWebResponse(name);
    default:
      return undefined;
  }
}

/** Assignments that mean something to a framework; false when it is an ordinary one. */
export function assignFramework(
  machine: Machine,
  target: ObjectValue,
  name: string,
  value: Value,
  at: Location,
): boolean {
  if (target.nature !== 'koa-context') return false;
  assignKoaContext(machine, target, name, value, at);
  return true;
}
