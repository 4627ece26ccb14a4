import { start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { DATA, literal, native, newArray, opaque } from '../values/create.ts';
import { writeKey, writePush } from '../values/trail.ts';
import type { CallInput, ObjectValue, Value } from '../values/values.ts';
import { respond } from './answers.ts';

const REQUEST_DATA = new Set([
  'body',
  'query',
  'params',
  'headers',
  'cookies',
  'signedCookies',
  'file',
  'files',
  'user',
  'session',
  'rawBody',
  'auth',
]);

/** What a handler reads on the request: everything the client sends is kept by name. */
export function memberOfRequest(machine: Machine, target: ObjectValue, name: string): Value {
  if (name === 'on' || name === 'once') return native(name, () => target);
  if (name === 'get' || name === 'header') return native(name, () => opaque('request', 'headers'));
  if (name === 'jwtVerify')
    return native(name, ({ at }) =>
      start(machine, at, () => {
        record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'token-verify', at, library: 'jsonwebtoken' } });
        return opaque('request', 'user');
      }),
    );
  if (name === 'log') return { kind: 'external', package: 'pino', path: ['()'], args: [], at: { file: '', line: 1 } };
  if (name === 'app') return opaque('unknown', 'req.app');
  if (
    REQUEST_DATA.has(name) ||
    /^(path|url|originalUrl|baseUrl|method|hostname|ip|ips|protocol|secure|xhr|host)$/.test(name)
  )
    return opaque('request', name);
  return opaque('request', name);
}

const ANSWERS_WITH_BODY = new Set(['json', 'jsonp']);
const ANSWERS = new Set(['send', 'end', 'redirect', 'sendStatus', 'sendFile', 'download', 'render', 'writeHead']);

/** What a handler does with the response. */
export function memberOfResponse(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  if (name === 'status' || name === 'code')
    return native(name, ({ args }) => {
      writeKey(machine.trail, target.fields, '#status', args[0] ?? DATA);
      return target;
    });
  if (ANSWERS_WITH_BODY.has(name) || ANSWERS.has(name))
    return native(`res.${name}`, (input) => answer(machine, target, name, input));
  if (name === 'on' || name === 'once' || name === 'addListener')
    return native(name, ({ args }) => listen(machine, target, args));
  if (name === 'locals') return opaque('request', 'locals');
  if (name === 'statusCode' || name === 'headersSent' || name === 'writableEnded') return DATA;
  return native(`res.${name}`, () => target);
}

function answer(machine: Machine, target: ObjectValue, name: string, { args, at }: CallInput): Value {
  if (name === 'writeHead') return target;
  const status = name === 'sendStatus' ? args[0] : target.fields.get('#status');
  const failure = status?.kind === 'literal' && Number(status.value) >= 400;
  if (name === 'sendFile' || name === 'download')
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'static-file', at, library: `res.${name}` } });
  if (name === 'render')
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'template', at, library: 'res.render' } });
  const body = args[0];
  const serialised = ANSWERS_WITH_BODY.has(name) || (name === 'send' && isStructured(body));
  respond(machine, serialised ? body : undefined, at, failure);
  writeKey(machine.trail, target.fields, '#status', literal(200));
  return target;
}

function isStructured(value: Value | undefined): boolean {
  return value?.kind === 'object' || value?.kind === 'list' || value?.kind === 'array' || value?.kind === 'row';
}

function listen(machine: Machine, target: ObjectValue, args: readonly Value[]): Value {
  const event = args[0]?.kind === 'literal' ? args[0].value : '';
  const callback = args[1];
  if (callback === undefined || (event !== 'finish' && event !== 'close')) return target;
  const existing = target.fields.get('#listeners');
  if (existing?.kind === 'array') writePush(machine.trail, existing.items, callback);
  else writeKey(machine.trail, target.fields, '#listeners', newArray([callback]));
  return target;
}
