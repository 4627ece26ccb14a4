import type { Location } from '../../../model/source.ts';
import { start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { DATA, literal, native, newObject, opaque, settled } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { ObjectValue, Value } from '../values/values.ts';
import { respond } from './answers.ts';

/** The body of the request is read and parsed, once. */
export function readBody(machine: Machine, at: Location): Value {
  const request = machine.request?.request;
  if (request?.kind === 'object' && !request.fields.has('#parsed')) {
    writeKey(machine.trail, request.fields, '#parsed', literal('json'));
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'body-parse', at, library: 'web' } });
  }
  return opaque('request', 'body');
}

/** What a handler reads on a standard `Request`, on Hono's `c.req`, on Next's `NextRequest`. */
export function memberOfWebRequest(machine: Machine, target: ObjectValue, name: string): Value {
  switch (name) {
    case 'json':
    case 'parseBody':
    case 'formData':
      return native(`request.${name}`, ({ at }) => start(machine, at, () => readBody(machine, at)));
    case 'text':
    case 'arrayBuffer':
    case 'blob':
      return native(`request.${name}`, () => settled(opaque('request', 'rawBody')));
    case 'param':
    case 'query':
    case 'queries':
    case 'valid':
    case 'header':
      return native(`request.${name}`, ({ args: [key] }) => {
        const part = name === 'valid' ? (key?.kind === 'literal' ? String(key.value) : 'body') : name;
        return opaque('request', name !== 'valid' && key?.kind === 'literal' ? `${part}.${key.value}` : part);
      });
    case 'nextUrl':
      return opaque('request', 'url');
    case 'raw':
    case 'clone':
      return name === 'raw' ? target : native('request.clone', () => target);
    default:
      return opaque('request', name);
  }
}

/** An answer is built: serialised where it holds something, sent once everything has returned. */
export function answerWith(
  machine: Machine,
  body: Value | undefined,
  status: Value | undefined,
  at: Location,
): ObjectValue {
  const code = status?.kind === 'object' ? status.fields.get('status') : status;
  const failure = code?.kind === 'literal' && Number(code.value) >= 400;
  if (machine.phase === 'request') respond(machine, body, at, failure, true);
  return newObject(false, [], 'web-response');
}

/** `Response.json(body, init)`, `NextResponse.redirect(url)`, `new Response(body, init)`. Undefined for anything else. */
export function callResponse(machine: Machine, name: string, args: readonly Value[], at: Location): Value | undefined {
  switch (name) {
    case 'json':
      return answerWith(machine, args[0], args[1], at);
    case 'redirect':
    case 'new':
      return answerWith(machine, undefined, args[1], at);
    case 'error':
      return answerWith(machine, undefined, literal(500), at);
    case 'next':
    case 'rewrite':
      return DATA;
    default:
      return undefined;
  }
}

/** Members of an answer that middleware may still look at or change. */
export function memberOfWebResponse(name: string): Value {
  if (name === 'headers' || name === 'cookies')
    return newObject(false, [
      ['set', native('set', () => DATA)],
      ['append', native('append', () => DATA)],
      ['delete', native('delete', () => DATA)],
      ['get', native('get', () => DATA)],
    ]);
  return DATA;
}
