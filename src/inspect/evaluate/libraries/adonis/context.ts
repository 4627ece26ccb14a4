import { start } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, literal, native, newObject, opaque, settled } from '../../values/create.ts';
import { writeKey } from '../../values/trail.ts';
import type { ObjectValue, Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { authentication } from './authentication.ts';

/** What a handler is given: `{ request, response, params, auth, view, session }`, the same for the whole of a request. */
export function contextOf(machine: Machine, request: Value, response: Value): Value {
  const known = request.kind === 'object' ? request.fields.get('#adonis') : undefined;
  if (known !== undefined) return known;
  const made = newObject(false, [
    ['request', requestOf(machine)],
    ['response', responseOf(machine, response)],
    ['params', opaque('request', 'params')],
    ['subdomains', opaque('request', 'host')],
    ['auth', authentication(machine)],
    ['view', viewOf(machine, 'render')],
    ['inertia', viewOf(machine, 'render')],
    ['session', opaque('request', 'session')],
    ['logger', { kind: 'external', package: 'pino', path: ['()'], args: [], at: { file: '', line: 1 } }],
    ['bouncer', newObject(false, [], 'request')],
    ['i18n', DATA],
  ]);
  if (request.kind === 'object') writeKey(machine.trail, request.fields, '#adonis', made);
  return made;
}

const PARTS: Readonly<Record<string, string>> = {
  all: 'body',
  body: 'body',
  only: 'body',
  except: 'body',
  qs: 'query',
  params: 'params',
  headers: 'headers',
  files: 'files',
  cookiesList: 'cookies',
};

function requestOf(machine: Machine): ObjectValue {
  const made = newObject(false, [], 'request');
  for (const [name, part] of Object.entries(PARTS))
    made.fields.set(
      name,
      native(name, () => opaque('request', part)),
    );
  const keyed = { input: 'body', param: 'params', header: 'headers', file: 'file', cookie: 'cookies' };
  for (const [name, part] of Object.entries(keyed))
    made.fields.set(
      name,
      native(name, ({ args: [key] }) => opaque('request', key?.kind === 'literal' ? `${part}.${key.value}` : part)),
    );
  for (const name of ['validateUsing', 'validate'])
    made.fields.set(
      name,
      native(name, ({ at }) => {
        record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at, library: 'zod' } });
        return settled(opaque('request', 'body'));
      }),
    );
  for (const name of ['url', 'method', 'ip', 'host', 'hostname'])
    made.fields.set(
      name,
      native(name, () => opaque('request', name)),
    );
  return made;
}

const FAILURES =
  /^(?:badRequest|unauthorized|forbidden|notFound|conflict|unprocessableEntity|tooManyRequests|internalServerError|abort|abortIf|abortUnless)$/;
const BODIES = /^(?:json|jsonp|send|ok|created|accepted)$/;

function responseOf(machine: Machine, response: Value): ObjectValue {
  const made = newObject(false, [], 'adonis-response');
  const names = [
    'json',
    'jsonp',
    'send',
    'ok',
    'created',
    'accepted',
    'noContent',
    'badRequest',
    'unauthorized',
    'forbidden',
    'notFound',
    'conflict',
    'unprocessableEntity',
    'tooManyRequests',
    'internalServerError',
    'abort',
    'download',
    'stream',
  ];
  for (const name of names)
    made.fields.set(
      name,
      native(`response.${name}`, ({ args, at }) => {
        const status = made.fields.get('#status');
        const failure = FAILURES.test(name) || (status?.kind === 'literal' && Number(status.value) >= 400);
        const body = args[0];
        const structured = body !== undefined && body.kind !== 'literal' && body.kind !== 'text';
        respond(machine, BODIES.test(name) || failure ? (structured ? body : undefined) : undefined, at, failure);
        return made;
      }),
    );
  made.fields.set(
    'status',
    native('response.status', ({ args }) => {
      writeKey(machine.trail, made.fields, '#status', args[0] ?? literal(200));
      return made;
    }),
  );
  const redirect = native('response.redirect', ({ args, at }) => {
    if (args.length > 0) respond(machine, undefined, at, false);
    const to = native('redirect', (input) => {
      respond(machine, undefined, input.at, false);
      return made;
    });
    return newObject(
      false,
      ['back', 'toRoute', 'toPath', 'withQs'].map((name) => [name, to] as const),
      'adonis-response',
    );
  });
  made.fields.set('redirect', redirect);
  for (const name of [
    'header',
    'append',
    'cookie',
    'plainCookie',
    'clearCookie',
    'type',
    'safeStatus',
    'safeHeader',
    'removeHeader',
  ])
    made.fields.set(
      name,
      native(name, () => made),
    );
  made.fields.set('response', response);
  return made;
}

function viewOf(machine: Machine, name: string): ObjectValue {
  const render = native(name, ({ at }) =>
    start(machine, at, () => {
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'template', at, library: 'edge' } });
      return literal('');
    }),
  );
  return newObject(false, [
    ['render', render],
    ['share', native('share', () => DATA)],
  ]);
}
