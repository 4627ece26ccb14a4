import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import type { Machine, Router } from '../../machine.ts';
import { join, parseJson } from '../../modules/configuration.ts';
import { loadModule } from '../../modules/load.ts';
import { literal, native, newObject } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { bodyParser } from '../express.ts';
import { markOnce } from '../marks.ts';
import { addLayer, newRouter, pathsOf, routerOf } from '../routers.ts';
import { actionsOf, type Checks, controllerOf, middlewareOf } from './actions.ts';

/** A server whose controllers are classes: where its routes go, and what its options say. */
interface Server {
  readonly router: Router;
  readonly options: ReadonlyMap<string, Value>;
  readonly prefix: string;
  readonly at: Location;
}

const servers = new WeakMap<Machine, Server[]>();

/** `createExpressServer(options)`, `useExpressServer(app, options)`; with Koa alike. Undefined for the rest of the package. */
export function callControllers(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  const koa = name.includes('Koa');
  if (/^create(?:Express|Koa)Server$/.test(name)) {
    markOnce(machine, 'framework', at, literal(koa ? 'koa' : 'express'));
    const router = newRouter(machine, koa ? 'koa' : 'express', at, true, koa ? 'koa' : 'router');
    serve(machine, router, args[0], at, true);
    return router.value;
  }
  if (/^use(?:Express|Koa)Server$/.test(name)) {
    const router = args[0] === undefined ? undefined : routerOf(machine, args[0]);
    if (router !== undefined) serve(machine, router, args[1], at, true);
    return args[0];
  }
  return /^useContainer$/.test(name) ? newObject(true) : undefined;
}

/** `new InversifyExpressServer(container, router, { rootPath })`: an application, which `build()` gives. */
export function constructControllers(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (target.path.at(-1) !== 'InversifyExpressServer') return undefined;
  const router = newRouter(machine, 'express', at, true);
  serve(machine, router, args[2], at, false);
  const own = router.value;
  own.fields.set(
    'build',
    native('build', () => own),
  );
  own.fields.set(
    'setConfig',
    native('setConfig', ({ args: [configure], at: place }) => {
      if (configure !== undefined) callValue(machine, configure, [own], place);
      return own;
    }),
  );
  return own;
}

function serve(machine: Machine, router: Router, options: Value | undefined, at: Location, parses: boolean): void {
  const fields = fieldsOf(options);
  const prefix = textOf(fields.get('routePrefix')) ?? textOf(fields.get('rootPath')) ?? '';
  if (parses)
    addLayer(machine, router, {
      kind: 'use',
      method: 'ALL',
      paths: [''],
      handlers: [bodyParser(machine, 'json', [], 'routing-controllers')],
      at,
    });
  for (const item of itemsOf(fields.get('controllers')))
    for (const file of filesFor(machine, item)) loadModule(machine, file);
  servers.set(machine, [...(servers.get(machine) ?? []), { router, options: fields, prefix, at }]);
}

/** Files that a pattern such as `src/controllers/*.ts` names. */
function filesFor(machine: Machine, pattern: Value): readonly string[] {
  const text = textOf(pattern);
  return text === undefined ? [] : matching(machine, text);
}

function matching(machine: Machine, pattern: string): readonly string[] {
  const source = join('', pattern)
    .replace(/\.\{?[jt]s(?:,[jt]s)?\}?$|\.\*$/, '')
    .replace(/[.+^$|[\]\\?()]/g, '\\$&')
    .replace(/[{}]/g, '')
    .replace(/\*\*\/?|\*/g, (star) => (star.startsWith('**') ? '(?:.*/)?' : '[^/]*'));
  const wanted = new RegExp(`^${source}\\.[cm]?[jt]s$`);
  return machine.project.files.filter((file) => wanted.test(file) && !/\.(?:test|spec|d)\.[cm]?ts$/.test(file));
}

/** Registers the routes of the controllers, once everything has been read. */
export function finishControllers(machine: Machine): void {
  readGenerated(machine);
  for (const server of servers.get(machine) ?? []) register(machine, server);
}

function register(machine: Machine, { router, options, prefix, at }: Server): void {
  const checks: Checks = {
    authorization: options.get('authorizationChecker'),
    user: options.get('currentUserChecker'),
  };
  const listed = itemsOf(options.get('controllers')).filter((item) => item.kind === 'class');
  for (const middleware of itemsOf(options.get('middlewares')))
    addLayer(machine, router, {
      kind: 'use',
      method: 'ALL',
      paths: [''],
      handlers: [middlewareOf(machine, middleware)],
      at,
    });
  for (const made of machine.classes) {
    const found = listed.length > 0 && !listed.includes(made) ? undefined : controllerOf(machine, made);
    if (found === undefined) continue;
    const own = found.decorator.args.slice(1).filter(({ kind }) => kind === 'function' || kind === 'class');
    for (const action of actionsOf(machine, made, found.family, checks)) {
      const paths = pathsOf(found.decorator.args[0]).flatMap((outer) =>
        (action.path === undefined ? [''] : pathsOf(action.path)).map((inner) => joined(prefix, outer, inner)),
      );
      const handlers = [...[...own, ...action.before].map((value) => middlewareOf(machine, value)), action.handler];
      addLayer(machine, router, { kind: 'route', method: action.method, paths, handlers, at: action.at });
    }
  }
}

function joined(...parts: readonly string[]): string {
  const path = `/${parts.join('/')}`.replace(/\/+/g, '/').replace(/\{(\w+)\}/g, ':$1');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** tsoa writes the registrations of its controllers in a file, perhaps absent: they are read from the controllers themselves. */
function readGenerated(machine: Machine): void {
  const file = machine.project.files.find((path) => /(?:^|\/)tsoa\.json$/.test(path));
  const router = machine.routers.find(({ application, convention }) => application && convention === 'express');
  if (file === undefined || router === undefined) return;
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const settings = parseJson(machine.project.read(file)) as
    | { controllerPathGlobs?: unknown; spec?: { basePath?: unknown }; routes?: { basePath?: unknown } }
    | undefined;
  const globs = Array.isArray(settings?.controllerPathGlobs) ? settings.controllerPathGlobs : [];
  for (const glob of globs) for (const path of matching(machine, join(folder, String(glob)))) loadModule(machine, path);
  const base = settings?.routes?.basePath ?? settings?.spec?.basePath;
  for (const one of machine.routers) {
    const kept = one.layers.filter(
      ({ at }) => !/@tsoa\/runtime/.test(machine.project.read(at.file) ?? '') || one !== router,
    );
    one.layers.splice(0, one.layers.length, ...kept);
  }
  const known = servers.get(machine) ?? [];
  servers.set(machine, [
    ...known,
    { router, options: new Map(), prefix: typeof base === 'string' ? base : '', at: router.at },
  ]);
}
