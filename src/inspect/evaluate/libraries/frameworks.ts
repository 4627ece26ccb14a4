import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { callBuiltin } from './builtins.ts';
import { callFastify, memberOfFastify, sharedPlugin } from './fastify.ts';
import { callHono, HONO_PACKAGES, memberOfHono, memberOfHonoContext } from './hono.ts';
import { assignKoaContext, callKoa, KOA_PACKAGES, memberOfKoa, memberOfKoaContext } from './koa.ts';
import { callNest, memberOfNest } from './nest/application.ts';
import { callResponse, memberOfWebRequest, memberOfWebResponse } from './web.ts';

/** Calls, or constructs, something that a web framework other than Express gives. Undefined for anything else. */
export function callFramework(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
  constructed = false,
): Value | undefined {
  const { package: name, path } = target;
  if (name === 'fastify') return callFastify(machine, target, args, at);
  if (name === 'fastify-plugin') return sharedPlugin(args[0]);
  if (KOA_PACKAGES.has(name)) return callKoa(machine, target, args, at);
  if (HONO_PACKAGES.test(name)) return callHono(machine, target, args, at);
  if (name.startsWith('@nestjs/') && !constructed) return callNest(machine, target, args, at);
  if (name === 'h3' && path.length === 1) return callBuiltin(machine, '', path[0] ?? '', args, at);
  if (name === 'next/server' && path[0] === 'NextResponse') return callResponse(machine, path[1] ?? 'new', args, at);
  return undefined;
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
