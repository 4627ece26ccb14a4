import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue, start } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, native, newObject, opaque } from '../../values/create.ts';
import type { ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { keptIn, runKept } from '../kept.ts';
import { flatten } from '../routers.ts';

/** What a client calls by name: the middleware that it crosses, the schemas of its input, and the function that answers. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly middleware: readonly Value[];
  readonly checked: readonly Value[];
  readonly resolver: Value;
  readonly at: Location;
}

interface Draft {
  readonly middleware: readonly Value[];
  /** Schemas of the input. */
  readonly checked: readonly Value[];
}

const operations = new WeakMap<ObjectValue, Operation>();
const drafts = new WeakMap<ObjectValue, Draft>();
const TRPC_ROUTER = 'trpc-router';

export function operationOf(value: Value): Operation | undefined {
  return value.kind === 'object' ? operations.get(value) : undefined;
}

export function isProcedureRouter(value: Value): value is ObjectValue {
  return value.kind === 'object' && value.nature === TRPC_ROUTER;
}

/** `initTRPC.create()`: what routers, procedures and middleware are made with. Undefined for the rest of the package. */
export function callTrpc(target: ExternalValue): Value | undefined {
  const [first] = target.path;
  if (first?.startsWith('initTRPC') !== true) return undefined;
  if (target.path.at(-1) !== 'create') return { ...target, args: [] };
  return newObject(true, [
    ['procedure', procedure({ middleware: [], checked: [] })],
    ['router', native('router', ({ args }) => router(args.slice(0, 1)))],
    ['mergeRouters', native('mergeRouters', ({ args }) => router(args))],
    ['middleware', native('middleware', ({ args }) => args[0] ?? DATA)],
    ['createCallerFactory', native('createCallerFactory', ({ args }) => native('caller', () => args[0] ?? DATA))],
  ]);
}

function router(records: readonly Value[]): ObjectValue {
  const made = newObject(true, [], TRPC_ROUTER);
  for (const one of records)
    if (one.kind === 'object') for (const [name, value] of one.fields) made.fields.set(name, value);
  return made;
}

/** A procedure under construction: each call gives another that holds more. */
function procedure(draft: Draft): ObjectValue {
  const further = (more: Partial<Draft>): ObjectValue => procedure({ ...draft, ...more });
  const itself = native('procedure', () => further({}));
  const ending = (name: string, method: Operation['method']) =>
    native(name, ({ args, at }) => operation({ ...draft, method, resolver: args[0] ?? DATA, at }));
  const made = newObject(true, [
    ['input', native('input', ({ args }) => further({ checked: [...draft.checked, ...args] }))],
    ['output', itself],
    ['meta', itself],
    ['use', native('use', ({ args }) => further({ middleware: [...draft.middleware, ...flatten(args)] }))],
    ['concat', native('concat', ({ args: [other] }) => joined(draft, other))],
    ['unstable_concat', native('concat', ({ args: [other] }) => joined(draft, other))],
    ['query', ending('query', 'GET')],
    ['subscription', ending('subscription', 'GET')],
    ['mutation', ending('mutation', 'POST')],
  ]);
  drafts.set(made, draft);
  return made;
}

function joined(draft: Draft, other: Value | undefined): ObjectValue {
  const more = other?.kind === 'object' ? drafts.get(other) : undefined;
  return procedure({
    middleware: [...draft.middleware, ...(more?.middleware ?? [])],
    checked: [...draft.checked, ...(more?.checked ?? [])],
  });
}

function operation(made: Operation): ObjectValue {
  const value = newObject(true);
  operations.set(value, made);
  return value;
}

/** Runs an operation with a context: its middleware around it, its input checked, then its resolver. */
export function run(machine: Machine, one: Operation, context: Value, at: Location): Value {
  const input = opaque('request', one.method === 'GET' ? 'query.input' : 'body');
  return through(machine, one, 0, { context, input, at });
}

interface Call {
  readonly context: Value;
  readonly input: Value;
  readonly at: Location;
}

function through(machine: Machine, one: Operation, index: number, call: Call): Value {
  const { input, at } = call;
  const middleware = one.middleware[index];
  if (middleware === undefined) {
    if (one.checked.length > 0)
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at: one.at, library: 'zod' } });
    runKept(machine, keptIn(one.checked), input, one.at);
    const options = newObject(false, [
      ['ctx', call.context],
      ['input', input],
    ]);
    return awaitValue(machine, callValue(machine, one.resolver, [options], one.at), one.at);
  }
  let result: Value = DATA;
  const next = native('next', ({ args: [more], at: place }) =>
    start(machine, place, () => {
      const given = more?.kind === 'object' ? more.fields.get('ctx') : undefined;
      result = through(machine, one, index + 1, { ...call, context: merged(call.context, given) });
      return result;
    }),
  );
  const options = newObject(false, [
    ['ctx', call.context],
    ['input', input],
    ['next', next],
    ['getRawInput', native('getRawInput', () => input)],
  ]);
  awaitValue(machine, callValue(machine, middleware, [options], at), at);
  return result;
}

/** The context with what a middleware adds to it. */
function merged(context: Value, added: Value | undefined): Value {
  if (added === undefined) return context;
  if (added.kind !== 'object') return added;
  const made = newObject(false, context.kind === 'object' ? context.fields : []);
  if (context.kind !== 'object') made.spreads.push(context);
  for (const [name, value] of added.fields) made.fields.set(name, value);
  made.spreads.push(...added.spreads);
  return made;
}
