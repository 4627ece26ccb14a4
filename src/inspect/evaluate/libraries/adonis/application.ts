import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine, Router } from '../../machine.ts';
import { parseJson } from '../../modules/configuration.ts';
import { loadModule } from '../../modules/load.ts';
import { DATA, literal, native, newObject } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf } from '../entities/options.ts';
import { bodyParser } from '../express.ts';
import { markOnce } from '../marks.ts';
import { addLayer, newRouter } from '../routers.ts';
import { middlewareLink } from './links.ts';
import { callLucid } from './lucid/connection.ts';
import { isLucidModel, lucidEntity } from './lucid/models.ts';
import { callRouter, finishRoutes } from './routes.ts';

interface Application {
  readonly router: Router;
  /** Installed by the kernel for every request, and for every route. */
  readonly middleware: Value[];
}

const applications = new WeakMap<Machine, Application>();

/** `new Ignitor(…)`: the application starts, with the files that its configuration preloads. Undefined for other classes. */
export function constructAdonis(machine: Machine, target: ExternalValue, at: Location): Value | undefined {
  if (target.path.at(-1) !== 'Ignitor') return undefined;
  if (!applications.has(machine)) {
    markOnce(machine, 'framework', at, literal('@adonisjs/core'));
    applications.set(machine, { router: newRouter(machine, 'express', at, true, 'adonis'), middleware: [] });
    for (const file of preloads(machine)) loadModule(machine, file);
  }
  return undefined;
}

/** The files that `adonisrc.ts` or `.adonisrc.json` names; those of the usual places when it cannot be read. */
function preloads(machine: Machine): readonly string[] {
  const { project, resolver } = machine;
  const file = ['adonisrc.ts', 'adonisrc.js', '.adonisrc.json'].find((path) => project.has(path));
  const text = file === undefined ? '' : (project.read(file) ?? '');
  const old =
    file?.endsWith('.json') === true ? (parseJson(text) as { preloads?: unknown } | undefined)?.preloads : undefined;
  const listed = Array.isArray(old)
    ? old.flatMap((one: unknown) =>
        typeof one === 'string'
          ? [one]
          : typeof one === 'object' && one !== null && 'file' in one
            ? [String(one.file)]
            : [],
      )
    : [...(/preloads:\s*\[([\s\S]*?)\n\s*\]/.exec(text)?.[1] ?? '').matchAll(/import\(\s*['"]([^'"]+)/g)].map(
        ([, path = '']) => path,
      );
  const wanted = listed.length > 0 ? listed : ['./start/kernel', './start/routes'];
  const found = wanted.flatMap((path) => {
    const resolution = resolver('adonisrc.ts', path);
    return resolution.kind === 'file' ? [resolution.path] : [];
  });
  return [...found].sort((a, b) => Number(/routes/.test(a)) - Number(/routes/.test(b)));
}

/** Calls of the packages of AdonisJS: the router, the kernel, Lucid. Undefined for the rest. */
export function callAdonis(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  if (/services\/router$|Core\/Route$/.test(target.package)) return callRoutes(machine, target, name, args, at);
  if (/services\/server$|Core\/Server$/.test(target.package))
    return INSTALLS.has(name) ? installed(machine, args, at) : DATA;
  if (DECORATORS.test(target.path[0] ?? '')) return { ...target, path: [`${target.path[0]}()`], args };
  return name === 'compose' ? args[0] : callLucid(machine, target, args, at);
}

const DECORATORS = /^(?:column|computed|hasOne|hasMany|belongsTo|manyToMany|hasManyThrough|scope|before\w+|after\w+)$/;

const INSTALLS = new Set(['use', 'register']);

function callRoutes(
  machine: Machine,
  target: ExternalValue,
  name: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (name === 'use') return installed(machine, args, at);
  if (name === 'named') return namedMiddleware(args[0]);
  return target.path.length === 1 ? callRouter(machine, name, { args, at }) : undefined;
}

/** `router.use([() => import('#middleware/x')])`: crossed by every request. */
function installed(machine: Machine, args: readonly Value[], at: Location): Value {
  for (const item of itemsOf(args[0])) {
    const resolved = item.kind === 'function' ? awaitValue(machine, callValue(machine, item, [], at), at) : item;
    const inner = resolved.kind === 'object' ? (resolved.fields.get('default') ?? resolved) : resolved;
    if (inner.kind === 'external') crossPackage(machine, inner, at);
    else applications.get(machine)?.middleware.push(item);
  }
  return DATA;
}

/** Middleware of the framework's packages: what they protect from; the body parser is the framework's own. */
function crossPackage(machine: Machine, { package: name }: ExternalValue, at: Location): void {
  if (/cors/.test(name)) markOnce(machine, 'cors', at);
  if (/shield/.test(name)) markOnce(machine, 'helmet', at);
  if (/session/.test(name)) markOnce(machine, 'cookie-sessions', at);
}

/** `router.named({ auth: () => import(…) })`: functions that give a middleware its options. */
function namedMiddleware(given: Value | undefined): Value {
  return newObject(
    true,
    [...fieldsOf(given)].map(([name, value]) => [
      name,
      native(name, ({ args }) =>
        newObject(true, [
          ['#middleware', value],
          ['#options', args[0] ?? newObject(true)],
        ]),
      ),
    ]),
  );
}

/** Registers the routes once everything has been declared, after the middleware of the kernel. */
export function finishAdonis(machine: Machine): void {
  const application = applications.get(machine);
  if (application === undefined) return;
  const { router } = application;
  const handlers = [
    bodyParser(machine, 'json', [], 'adonis'),
    ...application.middleware.flatMap((value) => middlewareLink(machine, value) ?? []),
  ];
  addLayer(machine, router, { kind: 'use', method: 'ALL', paths: [''], handlers, at: router.at });
  finishRoutes(machine, router);
  for (const made of machine.classes) if (isLucidModel(made)) lucidEntity(machine, made);
}
