import type { Location } from '../../../model/source.ts';
import { type Machine, type Router, record, reportUnknown } from '../machine.ts';
import { join } from '../modules/configuration.ts';
import { loadModule, namespaceOf } from '../modules/load.ts';
import { DATA, literal, native, newObject } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { registerClient } from './databases.ts';
import { register } from './fastify.ts';
import { registerApollo, registerMercurius } from './graphql/servers.ts';
import { markOnce } from './marks.ts';
import { addLayer } from './routers.ts';
import { packageOf, packOf } from './rules.ts';
import { addProcedures } from './trpc/adapters.ts';

/** Plugins that protect every request, by what they protect from. */
const PROTECTIONS: Readonly<Record<string, string>> = {
  '@fastify/rate-limit': 'rate-limit',
  '@fastify/compress': 'compression',
  '@fastify/helmet': 'helmet',
  '@fastify/cors': 'cors',
  '@fastify/session': 'sessions',
  '@fastify/secure-session': 'cookie-sessions',
};

/** Plugins that put a client on the instance: the name, the package behind it and how it is reached. */
const CLIENTS: Readonly<Record<string, readonly [string, string, readonly string[]]>> = {
  '@fastify/postgres': ['pg', 'pg', ['Pool', 'new()']],
  '@fastify/mysql': ['mysql', 'mysql2', ['createPool', 'createPool()']],
  '@fastify/redis': ['redis', 'ioredis', ['new()']],
  '@fastify/jwt': ['jwt', 'jsonwebtoken', []],
};

/** Registers a plugin of a package: what it decorates the instance with, the hooks it adds, the files it loads. */
export function registerPackage(
  machine: Machine,
  router: Router,
  plugin: ExternalValue,
  options: Value | undefined,
  at: Location,
): void {
  const name = packageOf(plugin.package).replace(/^fastify-(?=autoload$|cors$|helmet$|jwt$|postgres$)/, '@fastify/');
  const protection = PROTECTIONS[name];
  if (protection !== undefined) markOnce(machine, protection, at, options);
  if (plugin.path.at(-1) === 'fastifyTRPCPlugin')
    addProcedures(machine, router, inOptions(options, 'trpcOptions'), at, textOf(inOptions(options, 'prefix')) ?? '');
  else if (name === 'mercurius') registerMercurius(machine, router, options, at);
  else if (name === '@as-integrations/fastify') registerApollo(machine, router, plugin, options, at);
  else if (name === '@fastify/autoload') autoload(machine, router, options, at);
  else if (name === '@fastify/compress') compress(machine, router, at);
  else if (name === '@fastify/mongodb') decorate(machine, router, 'mongo', mongo(options, at));
  else if (CLIENTS[name] !== undefined) client(machine, router, CLIENTS[name], options, at);
  else if (packOf(plugin.package) === undefined && protection === undefined)
    reportUnknown(machine, 'unknown.plugin', { package: plugin.package }, at);
}

function decorate(machine: Machine, router: Router, name: string, value: Value): void {
  if (router.value.kind === 'object') writeKey(machine.trail, router.value.fields, name, value);
}

function client(
  machine: Machine,
  router: Router,
  [name, specifier, path]: readonly [string, string, readonly string[]],
  options: Value | undefined,
  at: Location,
): void {
  const args = options === undefined ? [] : [options];
  if (specifier === 'pg' || specifier === 'mysql2') registerClient(machine, specifier, args, true, at);
  decorate(machine, router, name, { kind: 'external', package: specifier, path, args, at });
}

function mongo(options: Value | undefined, at: Location): Value {
  const args = options === undefined ? [] : [options];
  const made: ExternalValue = { kind: 'external', package: 'mongodb', path: ['MongoClient', 'new()'], args, at };
  return newObject(true, [
    ['client', made],
    ['db', { ...made, path: [...made.path, 'db()'] }],
  ]);
}

function compress(machine: Machine, router: Router, at: Location): void {
  const work = native('@fastify/compress', (input) => {
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'compression', at: input.at, library: 'compression' } });
    return DATA;
  });
  addLayer(machine, router, { kind: 'hook', method: 'ALL', paths: [''], handlers: [work], at, phase: 'onSend' });
}

const MOST_FILES = 400;

/** `@fastify/autoload`: every file of a folder is a plugin, under the path of its folder. */
function autoload(machine: Machine, router: Router, options: Value | undefined, at: Location): void {
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const folder = fields.get('dir');
  if (folder?.kind !== 'literal' || typeof folder.value !== 'string') {
    reportUnknown(machine, 'unknown.dynamic-import', {}, at);
    return;
  }
  const root = `${join('', folder.value)}/`;
  const flat = isFalse(fields.get('dirNameRoutePrefix'));
  const files = machine.project.files.filter(
    (file) => file.startsWith(root) && /\.[cm]?[jt]s$/.test(file) && !/\.(?:test|spec|d)\.[cm]?ts$/.test(file),
  );
  const loaded = files.filter((file) => isPlugin(files, file, root)).sort(byDepth);
  for (const file of loaded.slice(0, MOST_FILES)) {
    const module = namespaceOf(loadModule(machine, file));
    const rest = file.slice(root.length);
    const path = flat ? '' : prefixOf(rest.slice(0, Math.max(0, rest.lastIndexOf('/'))));
    const given = textOf(inOptions(fields.get('options'), 'prefix')) ?? '';
    const own = module.kind === 'object' ? textOf(module.fields.get('autoPrefix')) : undefined;
    const prefix = literal(`${given}${own === undefined ? path : `/${own}`.replace('//', '/')}`);
    const settings = newObject(true, [['prefix', prefix]]);
    register(
      machine,
      router,
      module.kind === 'object' ? (module.fields.get('default') ?? module) : module,
      settings,
      at,
    );
  }
}

function inOptions(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.fields.get(name) : undefined;
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

/** Beside an `index` file, the other files of a folder are not plugins. */
function isPlugin(files: readonly string[], file: string, root: string): boolean {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  if (folder === root || /\/index\.[cm]?[jt]s$/.test(file)) return true;
  return !files.some((other) => /^index\.[cm]?[jt]s$/.test(other.slice(folder.length)) && other.startsWith(folder));
}

function prefixOf(folder: string): string {
  const parts = folder.split('/').filter((part) => part !== '');
  return parts.map((part) => `/${part.startsWith('_') ? `:${part.slice(1)}` : part}`).join('');
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.value === false;
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}
