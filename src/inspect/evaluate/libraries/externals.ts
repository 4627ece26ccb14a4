import type { Location } from '../../../model/source.ts';
import { runCallbacks } from '../interpret/callbacks.ts';
import { callList } from '../interpret/list-methods.ts';
import { spreadItems } from '../interpret/lists.ts';
import { text } from '../interpret/operators.ts';
import { promiseAll } from '../interpret/promises.ts';
import { instance } from '../interpret/types.ts';
import { type Machine, record } from '../machine.ts';
import { DATA, derived, newObject } from '../values/create.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callCrossed } from './crossed.ts';
import { driverOf, makeDrizzle, registerClient } from './databases.ts';
import { carried } from './documents.ts';
import { callOperator } from './drizzle-conditions.ts';
import { callSchema } from './drizzle-schema.ts';
import { applyRule } from './effects.ts';
import { checkedEnvironment } from './environment.ts';
import { bodyParser, callExpress } from './express.ts';
import { fetchUrl, requestUrl } from './fetch.ts';
import { filledFunctions } from './filled-functions.ts';
import { callFolder, callPath } from './folders.ts';
import { callFramework } from './frameworks.ts';
import { useKey } from './keys.ts';
import { callMapper, constructMapper } from './mappers.ts';
import { markOnce } from './marks.ts';
import { noteMemory } from './memory.ts';
import { callAddress, handledServer } from './node-server.ts';
import { callSynchronous } from './prepared.ts';
import { callThrong } from './processes.ts';
import { rawBuilder } from './raw.ts';
import { newRouter } from './routers.ts';
import { packageOf, packOf, ruleFor } from './rules.ts';
import { rememberService } from './services.ts';

/** Calls something that comes from a package. `target.path` ends with what is called. */
export function callExternal(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value {
  const special =
    callFramework(machine, target, args, at) ??
    callMapper(machine, target, args, at) ??
    callSpecial(machine, target, args, at) ??
    filledFunctions(machine, target.path, args);
  if (special !== undefined) return special;
  const steps = called(target.path);
  noteMemory(machine, target);
  const rule = ruleFor(target.package, steps);
  if (rule !== undefined) return applyRule(machine, target, rule, steps, args, at);
  return callUnruled(machine, target, steps, args, at);
}

/** The path of a call: `['charges', 'create']` becomes `['charges', 'create()']`, and a call of a call ends with `()`. */
function called(path: readonly string[]): string[] {
  const last = path.at(-1);
  if (last === undefined) return ['()'];
  return last.endsWith(')') ? [...path, '()'] : [...path.slice(0, -1), `${last}()`];
}

function callSpecial(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value | undefined {
  const name = packageOf(target.package);
  switch (name) {
    case 'express':
      return callExpress(machine, target, args, at);
    case 'body-parser':
      return target.path.length <= 1 ? bodyParser(machine, target.path[0] ?? 'json', args) : undefined;
    case 'drizzle-orm':
      return callDrizzle(machine, target, args, at);
    case 'express-promise-router':
    case 'express-async-router':
      return newRouter(machine, 'express', at).value;
    case 'express-async-handler':
      return args[0];
    case 'envalid':
      return target.path.at(-1) === 'cleanEnv' ? checkedEnvironment(args) : undefined;
    case 'p-map':
    case 'p-each-series':
    case 'bluebird':
      return mapTogether(machine, target, args, at);
    case 'crypto':
      return useKey(machine, target, args[1], at);
    case 'path':
      return callPath(target.path.at(-1), args);
    case 'fs':
      return callFolder(machine, target.path.at(-1), args);
    case 'url':
      return callAddress(target.path.at(-1), args);
    case 'util':
      return target.path.at(-1) === 'promisify' ? args[0] : undefined;
    case 'http':
    case 'https':
      return target.path.at(-1) === 'createServer'
        ? handledServer(machine, args, at)
        : requestUrl(machine, target, args, at);
    case 'throng':
      return callThrong(machine, args, at);
    case 'cluster':
      markOnce(machine, 'cluster', at);
      return DATA;
    case 'axios':
    case 'got':
    case 'node-fetch':
    case 'undici':
    case 'ky':
    case 'superagent':
      return callHttpClient(machine, target, args, at);
    default:
      return driverOf(target.package) === undefined && driverOf(name) === undefined
        ? callCrossed(machine, name, target, args, at)
        : callDriver(machine, target, args, at);
  }
}

/** `pMap(list, callback)`: the callback runs for each element, several at once. */
function mapTogether(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value | undefined {
  const name = target.path.at(-1);
  const callback = args[1];
  if (callback === undefined || (name !== undefined && !/^(pMap|map|each|mapSeries)$/.test(name))) return undefined;
  const list = spreadItems(args[0] ?? DATA);
  if (list.kind !== 'list' && list.kind !== 'array') return undefined;
  return promiseAll(machine, callList(machine, list, 'map', [callback], at), at);
}

function callDrizzle(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value | undefined {
  const name = target.path.at(-1);
  if (name === 'drizzle') return makeDrizzle(machine, target, args, at);
  if (target.package.endsWith('-core') || name === 'relations') return callSchema(machine, target, args, at);
  if (target.path[0] === 'sql')
    return name === 'raw'
      ? {
          kind: 'condition',
          equal: [],
          compared: [],
          sources: [],
          text: String(args[0]?.kind === 'literal' ? args[0].value : ''),
        }
      : DATA;
  return callOperator(target, args);
}

const HTTP_VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'request', 'stream', 'fetch', 'json']);

function callHttpClient(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const last = target.path.at(-1);
  const direct = last === undefined || HTTP_VERBS.has(last) || last === 'create()';
  if (!direct) return undefined;
  const based = target.path.includes('create()') || target.path.includes('extend()');
  const base = based ? target.args[0] : undefined;
  const url =
    base?.kind === 'object' ? (base.fields.get('baseURL') ?? base.fields.get('prefixUrl') ?? args[0]) : args[0];
  const address = based && args[0] !== undefined && url !== args[0] ? text([url ?? DATA, args[0]]) : (url ?? DATA);
  return fetchUrl(machine, [address], at, packageOf(target.package), base);
}

/** A connection that the code takes out of the pool and gives back itself. */
function takenByHand(target: ExternalValue): ExternalValue {
  return { ...target, path: [...target.path.slice(0, -1), 'connect()'], args: [] };
}

const POOLS = new Set(['Pool', 'createPool', 'Client', 'createClient', 'createConnection', 'neon', '']);

function callDriver(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value | undefined {
  const synchronous = callSynchronous(machine, target, args, at);
  if (synchronous !== undefined) return synchronous;
  const name = target.path.at(-1) ?? '';
  if (target.path.length <= 1 && POOLS.has(name)) return makeClient(machine, target, args, at, name);
  if (name === 'query' || name === 'execute' || name === 'unsafe' || target.path.at(-1) === '()')
    return rawBuilder(machine, target, args, at) ?? undefined;
  if (name === 'connect' || name === 'getConnection' || name === 'reserve') return takenByHand(target);
  if (name === 'promise') return { ...target, args: [] };
  return name === 'on' || name === 'end' || name === 'release' ? DATA : undefined;
}

/** A client or a pool: `new Pool(options)`, `mysql.createPool(options)`, `postgres(url, options)`. */
function makeClient(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
  name: string,
): Value {
  const specifier = driverOf(target.package) === undefined ? packageOf(target.package) : target.package;
  registerClient(machine, specifier, args, !/^(Client|createConnection|neon)$/.test(name), at);
  return { kind: 'external', package: specifier, path: [...target.path, '()'], args, at };
}

/** `isPlainObject(value)`: looks at what it is given, calls nothing. */
const PREDICATE = /^is[A-Z]\w*\(\)$/;

function callUnruled(
  machine: Machine,
  target: ExternalValue,
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
): Value {
  const pack = packOf(target.package);
  if (pack === undefined)
    record(machine, {
      kind: 'unknown-call',
      name: `${target.package}: ${steps.join('.').replaceAll('()', '')}`,
      at,
      why: 'package',
    });
  const next = carried(target, steps, args);
  const service = args[0];
  if (service?.kind === 'class' && /^(get|resolve|inject|make|create)\(\)$/.test(steps.at(-1) ?? ''))
    return instance(machine, service);
  if (args.some((arg) => arg.kind === 'function') && !PREDICATE.test(steps.at(-1) ?? '')) {
    const result = runCallbacks(machine, args, at, steps.at(-1) === 'then()');
    if (result.kind === 'promise' && result.task !== undefined) return machine.phase === 'startup' ? next : result;
  }
  return pack?.harmless === true && machine.phase === 'request' && !pack.rules.length ? derived(args) : next;
}

/** `new` of a class of a package. */
export function constructExternal(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value {
  const framework = callFramework(machine, target, args, at, true);
  if (framework !== undefined) return framework;
  const name = packageOf(target.package);
  if (driverOf(name) !== undefined || driverOf(target.package) !== undefined)
    return makeClient(machine, target, args, at, target.path.at(-1) ?? '');
  const mapped = constructMapper(machine, target, name, args, at);
  if (mapped !== undefined) return mapped;
  if (looksLikePool(args)) registerClient(machine, 'pg', [poolOptions(args)], true, at);
  const steps = [...target.path, 'new()'];
  const made: ExternalValue = { kind: 'external', package: target.package, path: steps, args, at };
  rememberService(machine, made, args, at);
  const rule = ruleFor(target.package, steps);
  if (rule !== undefined) applyRule(machine, target, { ...rule, gives: 'client' }, steps, args, at);
  return made;
}

/** A library that is given the options of a pool opens one of its own: a second pool on the same database. */
function looksLikePool(args: readonly Value[]): boolean {
  return args.some((arg) => arg.kind === 'object' && arg.fields.has('poolConfig'));
}

function poolOptions(args: readonly Value[]): Value {
  const options = args.find((arg) => arg.kind === 'object');
  return (options?.kind === 'object' ? options.fields.get('poolConfig') : undefined) ?? newObject(true);
}
