import type { Method } from '../../../../model/inventory.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { getMember } from '../../interpret/members.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { ask } from '../../interpret/strings.ts';
import { instance } from '../../interpret/types.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, newObject } from '../../values/create.ts';
import type { ClassValue, Value } from '../../values/values.ts';
import { addLayer, flatten, methodNamed, pathsOf } from '../routers.ts';
import type { Application } from './application.ts';
import { guardLinks, interceptorLinks } from './chain.ts';
import { type Action, actionsOf, handlerOf } from './controllers.ts';
import { argumentsOf, decoratorNamed, decoratorsOf } from './decorators.ts';
import { configure, type Modules, prefixOf } from './modules.ts';

/** Registers the middleware of the modules, then the routes of the controllers in order. */
export function registerControllers(machine: Machine, application: Application, modules: Modules): void {
  for (const made of modules.configured) configure(machine, made, consumerOf(machine, application));
  for (const { controller, prefix, conditional } of modules.controllers) {
    if (conditional) machine.undecided += 1;
    registerController(machine, application, controller, prefixOf(modules, prefix));
    if (conditional) machine.undecided -= 1;
  }
}

function registerController(
  machine: Machine,
  application: Application,
  controller: ClassValue,
  modulePath: string,
): void {
  const decorators = decoratorsOf(machine, controller, controller.node.decorators);
  const given = decoratorNamed(decorators, 'Controller')?.args[0];
  const options = given?.kind === 'object' ? given.fields : new Map([['path', given]]);
  const made = instance(machine, controller);
  if (made.kind !== 'object') return;
  for (const action of actionsOf(machine, controller)) {
    const all = [...decorators, ...action.decorators];
    const pipes = [...application.pipes, ...argumentsOf(all, 'UsePipes')];
    const handlers = [
      ...guardLinks(machine, [...application.guards, ...argumentsOf(all, 'UseGuards')]),
      ...interceptorLinks(machine, [...application.interceptors, ...argumentsOf(all, 'UseInterceptors')]),
      handlerOf(machine, action, made, pipes.length > 0),
    ];
    const version = decoratorNamed(action.decorators, 'Version')?.args[0] ?? options.get('version');
    const paths = pathsUnder(application, action, modulePath, options.get('path'), version);
    addLayer(machine, application.router, { kind: 'route', method: action.method, paths, handlers, at: action.at });
  }
}

/** Global prefix, version, path of the module, of the controller, of the method. */
function pathsUnder(
  application: Application,
  action: Action,
  modulePath: string,
  controllerPath: Value | undefined,
  version: Value | undefined,
): readonly string[] {
  return versionsOf(application, version).flatMap((versioned) =>
    listOf(controllerPath).flatMap((outer) =>
      listOf(action.path).map((inner) => {
        const path = joined(modulePath, outer, inner);
        return joined(isExcluded(application, path) ? '' : prefixOfAll(application), versioned, path);
      }),
    ),
  );
}

function listOf(value: Value | undefined): readonly string[] {
  return value === undefined ? [''] : pathsOf(value);
}

function prefixOfAll({ prefix }: Application): string {
  return prefix === undefined ? '' : (pathsOf(prefix)[0] ?? '');
}

function isExcluded({ excluded }: Application, path: string): boolean {
  if (excluded === undefined) return false;
  return flatten([excluded]).some((one) => {
    const value = one.kind === 'object' ? one.fields.get('path') : one;
    return value !== undefined && pathsOf(value).some((given) => joined(given) === path);
  });
}

/** The path segments of the versions of a route, when the versions are in the path. */
function versionsOf({ versioning }: Application, own: Value | undefined): readonly string[] {
  if (versioning === undefined) return [''];
  const type = versioning.fields.get('type');
  if (type?.kind === 'external' && type.path.at(-1) !== 'URI') return [''];
  const before = versioning.fields.get('prefix');
  const start = before?.kind === 'literal' ? (before.value === false ? '' : String(before.value)) : 'v';
  const given = own ?? versioning.fields.get('defaultVersion');
  if (given === undefined) return [''];
  return flatten([given]).map((one) => (one.kind === 'literal' ? `${start}${one.value}` : ''));
}

function joined(...parts: readonly string[]): string {
  const path = `/${parts.join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  return path === '/' ? '/' : path;
}

/** `consumer.apply(middleware).exclude(paths).forRoutes(routes)`. */
function consumerOf(machine: Machine, application: Application): Value {
  const consumer = newObject(true);
  consumer.fields.set(
    'apply',
    native('apply', ({ args }) => {
      const excluded: string[] = [];
      const proxy = newObject(true);
      proxy.fields.set(
        'exclude',
        native('exclude', (input) => {
          excluded.push(...input.args.flatMap((arg) => targetsOf(machine, application, arg)).map(({ path }) => path));
          return proxy;
        }),
      );
      proxy.fields.set(
        'forRoutes',
        native('forRoutes', (input) => {
          const targets = flatten(input.args).flatMap((arg) => targetsOf(machine, application, arg));
          for (const target of targets) install(machine, application, target, flatten(args), excluded, input.at);
          return consumer;
        }),
      );
      return proxy;
    }),
  );
  return consumer;
}

interface Target {
  readonly path: string;
  readonly method: Method;
}

function targetsOf(machine: Machine, application: Application, value: Value): readonly Target[] {
  if (value.kind === 'class') {
    const given = decoratorNamed(decoratorsOf(machine, value, value.node.decorators), 'Controller')?.args[0];
    const path = given?.kind === 'object' ? given.fields.get('path') : given;
    return listOf(path).map((one) => ({ path: joined(prefixOfAll(application), one), method: 'ALL' }));
  }
  const fields = value.kind === 'object' ? value.fields : undefined;
  const named = fields?.get('method');
  const method = named?.kind === 'external' ? methodNamed(named.path.at(-1) ?? '') : undefined;
  return listOf(fields === undefined ? value : fields.get('path')).map((one) => ({
    path: /^\/?(?:\*|\(\.\*\)|\{\*\w+\})/.test(one) ? '' : joined(prefixOfAll(application), one),
    method: method ?? 'ALL',
  }));
}

const EXACT = { exact: true } as const;

function install(
  machine: Machine,
  { router }: Application,
  target: Target,
  middleware: readonly Value[],
  excluded: readonly string[],
  at: Location,
): void {
  const handlers = middleware.map((value) => middlewareOf(machine, value, excluded));
  const layer = { kind: 'use', method: target.method, paths: [target.path], handlers, at } as const;
  addLayer(machine, router, target.method === 'ALL' ? layer : { ...layer, ...EXACT });
}

const known = new WeakMap<ClassValue, Value>();

/** A class of middleware is called through its method `use`. */
function middlewareOf(machine: Machine, value: Value, excluded: readonly string[]): Value {
  if (value.kind !== 'class') return value;
  const before = excluded.length === 0 ? known.get(value) : undefined;
  if (before !== undefined) return before;
  const made = instance(machine, value);
  const link = native(value.name, ({ args, at }) => {
    if (excluded.some((path) => ask(machine, { about: 'path', question: '===', text: path }) === true)) return DATA;
    return awaitValue(machine, callValue(machine, getMember(machine, made, 'use', at), args, at, made), at);
  });
  if (excluded.length === 0) known.set(value, link);
  return link;
}
