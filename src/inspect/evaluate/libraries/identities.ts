import { services } from '../../../facts/services/index.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import type { Recording } from '../program/recording.ts';
import { DATA, literal, native, opaque } from '../values/create.ts';
import { present, union } from '../values/union.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { waitFor } from './made-promises.ts';
import { markOnce } from './marks.ts';
import { newPlan } from './plans.ts';

const NULL = literal(null);

/** Tables in which session stores keep sessions in a database of the project, by package. */
const STORES: Readonly<Record<string, { readonly table: string; readonly key: string }>> = {
  'connect-pg-simple': { table: 'session', key: 'sid' },
  'connect-session-sequelize': { table: 'sessions', key: 'sid' },
  'connect-typeorm': { table: 'session', key: 'id' },
};
/** Stores that are a service outside. */
const REMOTE_STORES: Readonly<Record<string, string>> = { 'connect-redis': 'redis', 'connect-mongo': 'mongodb' };

/** `session(options)` crossed by a request: the store is read before anything else. Undefined when it is not a request that crosses it. */
export function crossSession(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (!isRequest(args[0])) return undefined;
  const options = target.args[0];
  const store = options?.kind === 'object' ? options.fields.get('store') : undefined;
  for (const external of externalsIn(store, 0)) readStore(machine, external, at);
  return DATA;
}

/** What a package gave, found in a value or in the fields of an object of the project that wraps it. */
export function externalsIn(value: Value | undefined, depth: number): readonly ExternalValue[] {
  if (value === undefined || depth > 2) return [];
  if (value.kind === 'external') return [value];
  if (value.kind === 'union') return present(value).flatMap((part) => externalsIn(part, depth));
  return value.kind === 'object' ? [...value.fields.values()].flatMap((field) => externalsIn(field, depth + 1)) : [];
}

function readStore(machine: Machine, store: ExternalValue, at: Location): void {
  const kept = STORES[store.package.split('/')[0] ?? ''];
  const service = services.find(({ id }) => id === REMOTE_STORES[store.package]);
  const database = machine.clients[0]?.id ?? 'postgresql';
  if (kept !== undefined) {
    // Read when the request arrives, and written again before the answer leaves: `touch`, or `save` when something changed.
    for (const operation of ['select', 'update'] as const) {
      const plan = { ...newPlan(database, operation, at), tables: [kept.table], equal: [kept.key], keyed: true };
      record(machine, { kind: 'query', plan });
    }
  } else if (service !== undefined) {
    if (!machine.services.has(service.id))
      machine.services.set(service.id, { id: service.id, name: service.name, kind: service.kind, at: store.at });
    record(machine, { kind: 'leaf', step: { kind: 'call', service: service.id, endpoint: 'session', at } });
  }
}

/** Passport: the strategies run when `authenticate` is crossed, the deserialiser on every request that crosses `session`. Undefined for the rest. */
export function callPassport(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (target.path.at(-1)) {
    case 'use':
      useStrategy(machine, args, at);
      return DATA;
    case 'deserializeUser':
      keep(machine, 'passport-deserializer', args[0], at);
      return DATA;
    case 'serializeUser':
      return DATA;
    case 'session':
      return native('passport.session', (input) =>
        awaitValue(machine, verify(machine, 'passport-deserializer', [opaque('data', 'id')], input.at), input.at),
      );
    case 'initialize':
      return native('passport.initialize', () => DATA);
    case 'authenticate':
      return authenticate(machine, args);
    default:
      return undefined;
  }
}

/** `use(name, strategy)`, or `use(strategy)` under the name that its package gives it. */
function useStrategy(machine: Machine, args: readonly Value[], at: Location): void {
  const strategy = args.at(-1);
  if (strategy?.kind !== 'external') return;
  const verifier = strategy.args.find((arg) => arg.kind === 'function');
  const named = args.length > 1 && args[0]?.kind === 'literal' ? String(args[0].value) : undefined;
  const name = named ?? strategy.package.replace(/^passport-/, '').replace(/-?oauth2?0?$/, '');
  keep(machine, `passport-strategy ${name}`, verifier, at);
  keep(machine, 'passport-strategy', verifier, at);
  if (strategy.package === 'passport-jwt') markOnce(machine, `passport-token ${name}`, at);
}

function keep(machine: Machine, name: string, value: Value | undefined, at: Location): void {
  if (value !== undefined && !machine.marks.has(name)) machine.marks.set(name, { at, value });
}

/** `authenticate(name, options)` is middleware; with a callback it calls it with the user. */
function authenticate(machine: Machine, args: readonly Value[]): Value {
  const callback = args.find((arg) => arg.kind === 'function');
  const name = args[0]?.kind === 'literal' ? String(args[0].value) : '';
  const strategy = strategyNamed(machine, name);
  const isToken = machine.marks.has(strategy.replace('strategy', 'token'));
  return native('passport.authenticate', (input) => {
    const credentials = isToken
      ? [opaque('request', 'headers.token')]
      : [opaque('request', 'body.username'), opaque('request', 'body.password')];
    if (isToken && machine.phase === 'request')
      record(machine, {
        kind: 'leaf',
        step: { kind: 'cpu', work: 'token-verify', library: 'passport-jwt', at: input.at },
      });
    const user = verify(machine, strategy, credentials, input.at);
    // Passport, or the callback, answers or lets the request go on: nothing else does, so the request waits for it.
    if (callback === undefined) return awaitValue(machine, user, input.at);
    const done = start(machine, input.at, () => {
      const found = awaitValue(machine, user, input.at);
      return awaitValue(machine, callValue(machine, callback, [NULL, found, DATA], input.at), input.at);
    });
    return awaitValue(machine, done, input.at);
  });
}

/** The strategy of a name; a fork of a package keeps the name of the original (`passport-localapikey-update` is `localapikey`). */
function strategyNamed(machine: Machine, name: string): string {
  const exact = `passport-strategy ${name}`;
  if (name === '' || machine.marks.has(exact)) return name === '' ? 'passport-strategy' : exact;
  return [...machine.marks.keys()].find((key) => key.startsWith(`${exact}-`)) ?? 'passport-strategy';
}

/** Runs a verifier, which gives its result to a `done(error, user)` callback. */
function verify(machine: Machine, name: string, given: readonly Value[], at: Location): Value {
  const verifier = machine.marks.get(name)?.value;
  if (verifier === undefined) return DATA;
  const users: Value[] = [];
  const calledBack = new Set<Recording>();
  const done = native('done', ({ args }) => {
    calledBack.add(machine.recording);
    if (args[1] !== undefined) users.push(args[1]);
    return DATA;
  });
  return start(machine, at, () => {
    awaitValue(machine, callValue(machine, verifier, argumentsFor(machine, verifier, given, done), at), at);
    waitFor(machine.recording, calledBack);
    return users.length === 0 ? DATA : union(users);
  });
}

/** The callback is the last parameter; before the credentials, the request when the strategy hands it over. */
function argumentsFor(machine: Machine, verifier: Value, given: readonly Value[], done: Value): readonly Value[] {
  const count = verifier.kind === 'function' ? verifier.node.params.length : given.length + 1;
  if (count <= given.length + 1) return [...given.slice(0, Math.max(0, count - 1)), done];
  const before = [machine.request?.request ?? DATA, ...given];
  while (before.length < count - 1) before.push(DATA);
  return [...before, done];
}

/** The request of Express, as it crosses middleware. */
export function isRequest(value: Value | undefined): boolean {
  return value?.kind === 'object' && value.nature === 'request';
}
