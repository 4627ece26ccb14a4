import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { text } from '../interpret/operators.ts';
import { awaitValue, promiseAll, start } from '../interpret/promises.ts';
import { type Machine, noteHarmless, record, runAside } from '../machine.ts';
import {
  DATA,
  derived,
  FALSE,
  literal,
  newArray,
  newObject,
  opaque,
  settled,
  TRUE,
  UNDEFINED,
} from '../values/create.ts';
import { alternatives, union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import { logLine, stringify } from './answers.ts';
import { arrayFrom, assign, collection, fields, keys, pairs } from './containers.ts';
import { fetchUrl } from './fetch.ts';
import { startFolder } from './listings.ts';
import { turnsAlone } from './loops-alone.ts';
import { makePromise } from './made-promises.ts';
import { markOnce } from './marks.ts';
import { callResponse, readBody } from './web.ts';

export type Builtin = (machine: Machine, args: readonly Value[], at: Location) => Value;

/** Calls something that the language or Node provides. Undefined when it provides nothing of that name. */
export function callBuiltin(
  machine: Machine,
  target: string,
  name: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const known = target === '' ? name : `${target}.${name}`;
  const found = BUILTINS[known];
  if (found !== undefined) return found(machine, args, at);
  const inherited = /^(Object|Array|Function|String)\.prototype\b/.test(name);
  if (!inherited && !HARMLESS.has(target === '' ? name : target) && (target !== 'new' || !HARMLESS.has(name)))
    return undefined;
  noteHarmless(machine, 'builtin', known.replace('new.', 'new '), at);
  return derived(args);
}

const first: Builtin = (_machine, args) => args[0] ?? UNDEFINED;
const log: Builtin = (machine, args, at) => {
  logLine(machine, args, at, 'console');
  return UNDEFINED;
};
const later: Builtin = (machine, args, at) => {
  const callback = args[0];
  if (callback === undefined || turnsAlone(machine, callback)) return DATA;
  if (machine.phase === 'startup') return callValue(machine, callback, [], at);
  const aside = runAside(machine, () => awaitValue(machine, callValue(machine, callback, [], at), at));
  if (aside.recording.entries.length > 0) record(machine, { kind: 'detached', at, recording: aside.recording });
  return DATA;
};
const all: Builtin = (machine, args, at) => promiseAll(machine, args[0] ?? newArray(), at);
const isOwnFile = (base: Value): boolean => base.kind === 'opaque' && base.name === 'import.meta.url';

/** `new URL('/v1', 'https://host')`: the address is the second, then the first, unless the first is whole. */
function addressFrom([path, base]: readonly Value[]): Value {
  if (path === undefined || base === undefined) return path ?? DATA;
  const whole = path.kind === 'literal' && /^[a-z][a-z\d+.-]*:\/\//i.test(String(path.value));
  const remote = base.kind === 'literal' ? /^https?:/.test(String(base.value)) : !isOwnFile(base);
  return whole || !remote ? path : text([base, path]);
}
const clock: Builtin = () => opaque('clock', '');

const every: Builtin = (machine, args, at) => {
  const callback = args[0];
  if (callback === undefined) return DATA;
  const aside = runAside(machine, () => awaitValue(machine, callValue(machine, callback, [], at), at));
  const period = args[1]?.kind === 'literal' ? Number(args[1].value) / 1000 : Number.NaN;
  if (machine.background.some((one) => one.at.file === at.file && one.at.line === at.line)) return DATA;
  machine.background.push({
    name: callback.kind === 'function' && callback.name !== '' ? callback.name : 'setInterval',
    at,
    trigger: 'interval',
    inProcess: true,
    recording: aside.recording,
    ...(Number.isFinite(period) ? { period } : {}),
  });
  return DATA;
};

const number: Builtin = (_machine, args) => union(alternatives(args[0] ?? DATA).map(toNumber));

function toNumber(value: Value): Value {
  return value.kind === 'literal' ? literal(Number.parseFloat(String(value.value))) : value;
}

const answer =
  (name: string): Builtin =>
  (machine, args, at) =>
    callResponse(machine, name, args, at) ?? DATA;
const failure: Builtin = (_machine, args) => newObject(false, [['message', args[0] ?? DATA]], 'error');
/** Handlers of an event are functions, or objects that hold one. */
const handlerOf: Builtin = (_machine, [given]) =>
  given?.kind === 'object' ? (given.fields.get('handler') ?? given) : (given ?? DATA);
const signal: Builtin = (machine, args, at) => {
  const name = args[0]?.kind === 'literal' ? String(args[0].value) : '';
  if (name === 'SIGTERM' || name === 'SIGINT') markOnce(machine, 'graceful-shutdown', at);
  return DATA;
};

const BUILTINS: Readonly<Record<string, Builtin>> = {
  'console.log': log,
  'console.info': log,
  'console.warn': log,
  'console.error': log,
  'console.debug': log,
  'console.table': log,
  'process.on': signal,
  'process.once': signal,
  'process.cwd': startFolder,
  'process.exit': () => UNDEFINED,
  'process.hrtime': clock,
  'process.nextTick': later,
  'Date.now': clock,
  'performance.now': clock,
  'new.Date': (machine, args, at) => (args.length === 0 ? clock(machine, args, at) : derived(args)),
  setTimeout: later,
  setImmediate: later,
  queueMicrotask: later,
  setInterval: every,
  'Promise.all': all,
  'Promise.allSettled': all,
  'Promise.any': all,
  'Promise.race': all,
  'Promise.resolve': (_machine, args) => settled(args[0] ?? UNDEFINED),
  'Promise.reject': () => settled(DATA),
  'new.Promise': makePromise,
  'JSON.stringify': (machine, args, at) => stringify(machine, args[0] ?? UNDEFINED, at),
  'JSON.parse': (_machine, args) =>
    derived(args, args[0]?.kind === 'opaque' && args[0].origin === 'state' ? 'state' : 'data'),
  'Object.keys': keys,
  'Object.values': fields,
  'Object.entries': pairs,
  'Object.assign': assign,
  'Object.freeze': first,
  'Object.create': first,
  'Object.fromEntries': (_machine, args) => derived(args),
  'Array.from': arrayFrom,
  'Array.isArray': (_machine, args) =>
    args[0]?.kind === 'array' || args[0]?.kind === 'list' ? TRUE : args[0]?.kind === 'literal' ? FALSE : derived(args),
  'new.Array': () => newArray(),
  'new.Map': collection('map'),
  'new.WeakMap': collection('map'),
  'new.Set': collection('set'),
  'new.Response': answer('new'),
  'Response.json': answer('json'),
  'Response.redirect': answer('redirect'),
  'Response.error': answer('error'),
  'new.Error': failure,
  'new.TypeError': failure,
  'new.URL': (_machine, args) => addressFrom(args),
  'new.URLSearchParams': (_machine, args) => derived(args),
  Number: number,
  parseInt: number,
  parseFloat: number,
  'Number.parseInt': number,
  String: (_machine, args) => (args[0]?.kind === 'literal' ? literal(String(args[0].value)) : (args[0] ?? DATA)),
  structuredClone: first,
  defineEventHandler: handlerOf,
  defineCachedEventHandler: handlerOf,
  eventHandler: handlerOf,
  readBody: (machine, _args, at) => start(machine, at, () => readBody(machine, at)),
  readValidatedBody: (machine, _args, at) => start(machine, at, () => readBody(machine, at)),
  getQuery: () => opaque('request', 'query'),
  getRouterParam: () => opaque('request', 'params'),
  getRouterParams: () => opaque('request', 'params'),
  createError: failure,
  fetch: (machine, args, at) => fetchUrl(machine, args, at, 'fetch'),
};

/** What computes and nothing else. */
const HARMLESS = new Set([
  'Math',
  'Number',
  'String',
  'Boolean',
  'Object',
  'Array',
  'Date',
  'JSON',
  'Symbol',
  'BigInt',
  'Buffer',
  'RegExp',
  'Error',
  'RangeError',
  'Reflect',
  'Intl',
  'URL',
  'URLSearchParams',
  'Headers',
  'FormData',
  'Blob',
  'AbortController',
  'AbortSignal',
  'TextEncoder',
  'TextDecoder',
  'Uint8Array',
  'ArrayBuffer',
  'WeakSet',
  'process',
  'console',
  'performance',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'clearTimeout',
  'clearInterval',
  'btoa',
  'atob',
  'escape',
  'unescape',
  'globalThis',
  'crypto',
  'Proxy',
  'EventEmitter',
  'Atomics',
  'resolve',
  'WebSocket',
  'require.resolve',
  'Function',
  'SyntaxError',
  'AggregateError',
  'Request',
  'Response',
  'Promise',
]);
