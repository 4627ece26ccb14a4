import type { Method } from '../../../model/inventory.ts';
import type { Location } from '../../../model/source.ts';
import { type FileRoute, fileRoutes } from '../../file-routes.ts';
import type { Machine, Router } from '../machine.ts';
import { parseJson } from '../modules/configuration.ts';
import { exportOf, loadModule } from '../modules/load.ts';
import type { Module } from '../modules/module.ts';
import { literal } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { bodyParser } from './express.ts';
import { markOnce } from './marks.ts';
import { addLayer, flatten, newRouter, pathsOf } from './routers.ts';
import { addServerActions } from './server-actions.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'] as const;

/** When the entry is the configuration of a framework that serves files by their place, registers those files. */
export function serveFiles(machine: Machine, entry: string): void {
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  if (!/^(?:package\.json|(?:next|nuxt|nitro)\.config\.\w+)$/.test(name)) return;
  const folder = entry.slice(0, Math.max(0, entry.lastIndexOf('/')));
  const implied = name.startsWith('package') ? [] : [name.slice(0, name.indexOf('.'))];
  const routes = fileRoutes(machine.project, folder, [...implied, ...dependenciesOf(machine, folder)]);
  const framework =
    routes[0]?.framework ??
    (name.startsWith('next') || dependenciesOf(machine, folder).includes('next') ? 'next' : undefined);
  if (framework === undefined) return;
  const at = { file: entry, line: 1 };
  markOnce(machine, 'framework', at, literal(framework === 'next' ? 'next' : 'nitropack'));
  const web = newRouter(machine, 'web', at, true, 'files');
  const pages = newRouter(machine, 'express', at, true, 'files');
  const events = newRouter(machine, 'event', at, true, 'files');
  if (framework === 'next') installMiddleware(machine, [web, pages], folder);
  const parse = bodyParser(machine, 'json', [], 'next');
  for (const route of routes) {
    const module = loadModule(machine, route.file);
    if (route.kind === 'route') registerExports(machine, web, module, route);
    else if (route.kind === 'api') registerDefault(machine, pages, module, route, [parse]);
    else registerDefault(machine, events, module, route, []);
  }
  if (framework === 'next') addServerActions(machine, web, folder);
}

function dependenciesOf(machine: Machine, folder: string): readonly string[] {
  const text = machine.project.read(folder === '' ? 'package.json' : `${folder}/package.json`);
  const manifest = parseJson(text) as Readonly<Record<string, object | undefined>> | undefined;
  return ['dependencies', 'devDependencies'].flatMap((kind) => Object.keys(manifest?.[kind] ?? {}));
}

function registerExports(machine: Machine, router: Router, module: Module, { path }: FileRoute): void {
  for (const method of METHODS) {
    const value = exportOf(machine, module, method);
    if (value === undefined || (value.kind === 'literal' && value.value === undefined)) continue;
    const at = lineOf(module, new RegExp(`\\bexport\\b.*\\b${method}\\b`));
    addLayer(machine, router, { kind: 'route', method, paths: [path], handlers: [value], at });
  }
}

/** The default export answers every method that its file asks about. */
function registerDefault(
  machine: Machine,
  router: Router,
  module: Module,
  { path, method }: FileRoute,
  before: readonly Value[],
): void {
  const value = exportOf(machine, module, 'default');
  if (value === undefined) return;
  const at = lineOf(module, /\bexport\s+default\b|\bmodule\.exports\s*=/);
  const methods = method === undefined ? methodsAsked(module) : [method];
  for (const one of methods)
    addLayer(machine, router, { kind: 'route', method: one, paths: [path], handlers: [...before, value], at });
}

/** The methods that a file compares the method of the request with; all of them when it asks about none. */
function methodsAsked(module: Module): readonly Method[] {
  const text = module.file?.text ?? '';
  if (!/\bmethod\b/.test(text)) return ['ALL'];
  const asked = METHODS.filter((method) =>
    new RegExp(`(?:case\\s+|[=!]==?\\s*)['"\`]${method}['"\`]|['"\`]${method}['"\`]\\s*[=!]==?`).test(text),
  );
  return asked.length === 0 ? ['ALL'] : asked;
}

function lineOf(module: Module, pattern: RegExp): Location {
  const rows = module.file?.text.split('\n') ?? [];
  const row = rows.findIndex((text) => pattern.test(text));
  return { file: module.path, line: row === -1 ? 1 : row + 1 };
}

/** `middleware.ts` runs before the routes that its matcher names. */
function installMiddleware(machine: Machine, routers: readonly Router[], folder: string): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = ['middleware', 'proxy'].flatMap((name) => [`${prefix}${name}`, `${prefix}src/${name}`]);
  const file = names.flatMap((name) => [`${name}.ts`, `${name}.js`]).find((path) => machine.project.has(path));
  if (file === undefined) return;
  const module = loadModule(machine, file);
  const value =
    exportOf(machine, module, 'middleware') ??
    exportOf(machine, module, 'proxy') ??
    exportOf(machine, module, 'default');
  if (value === undefined) return;
  const paths = matched(exportOf(machine, module, 'config'));
  const at = lineOf(module, /\bexport\b.*\b(?:middleware|proxy|default)\b/);
  for (const router of routers) addLayer(machine, router, { kind: 'use', method: 'ALL', paths, handlers: [value], at });
}

/** The start of each path of a matcher; one that leaves the API out matches none. */
function matched(config: Value | undefined): readonly string[] {
  const matcher = config?.kind === 'object' ? config.fields.get('matcher') : undefined;
  if (matcher === undefined) return [''];
  return flatten([matcher]).flatMap((one) => {
    const source = one.kind === 'object' ? one.fields.get('source') : one;
    return pathsOf(source).flatMap((path) => {
      if (/\(\?![^)]*\bapi\b/.test(path)) return [];
      const start = path.slice(0, path.search(/\/?[:*({]|$/));
      return [start === '/' ? '' : start];
    });
  });
}
