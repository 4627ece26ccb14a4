import { callValue } from '../../interpret/calls.ts';
import { getMember } from '../../interpret/members.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import type { Machine } from '../../machine.ts';
import { newCells } from '../../values/cells.ts';
import { alternatives } from '../../values/union.ts';
import type { ClassValue, ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { markOnce } from '../marks.ts';
import { flatten, pathsOf } from '../routers.ts';
import { DEFAULT_STRATEGY } from './chain.ts';
import { decoratorNamed, decoratorsOf } from './decorators.ts';
import { provide } from './providers.ts';

/** What the modules reached from the root module hold. */
export interface Modules {
  readonly controllers: { readonly controller: ClassValue; readonly prefix: string; readonly conditional: boolean }[];
  /** Modules with a `configure` method, which installs middleware. */
  readonly configured: ClassValue[];
  /** Providers of the tokens that apply to every route: `APP_GUARD`, `APP_INTERCEPTOR`, `APP_PIPE`. */
  readonly global: { readonly token: string; readonly value: Value }[];
  readonly seen: Set<number>;
  /** Paths given to modules by the router module. */
  readonly prefixes: Map<number, string>;
  /** Inside an import that a condition chooses. */
  alternative: boolean;
}

const MOST_DEPTH = 24;

/** Goes through a module, those it imports first, and remembers its providers and controllers. */
export function visitModule(machine: Machine, modules: Modules, value: Value, depth = 0): void {
  if (depth > MOST_DEPTH) return;
  const parts = alternatives(awaitValue(machine, value, { file: '', line: 1 }));
  const around = modules.alternative;
  modules.alternative = around || parts.length > 1;
  for (const part of parts) {
    if (part.kind === 'class') visitClass(machine, modules, part, depth);
    else if (part.kind === 'object') visitDynamic(machine, modules, part, depth);
    else if (part.kind === 'external') visitPackage(machine, modules, part);
  }
  modules.alternative = around;
}

/** A module of a package that says something of the project. */
function visitPackage(machine: Machine, modules: Modules, { path, args, at }: ExternalValue): void {
  const name = path.join('.');
  if (name === 'RouterModule.register()') for (const arg of args) prefixes(modules, arg, '', 0);
  if (name !== 'PassportModule.register()') return;
  const options = args[0];
  if (options?.kind === 'object') markOnce(machine, DEFAULT_STRATEGY, at, options.fields.get('defaultStrategy'));
}

function visitClass(machine: Machine, modules: Modules, made: ClassValue, depth: number): void {
  if (modules.seen.has(made.id)) return;
  modules.seen.add(made.id);
  const options = decoratorNamed(decoratorsOf(machine, made, made.node.decorators), 'Module')?.args[0];
  if (options?.kind === 'object') read(machine, modules, made, options, depth);
  if (getMember(machine, instanceLike(made), 'configure', { file: '', line: 1 }).kind === 'function')
    modules.configured.push(made);
}

function instanceLike(made: ClassValue): ObjectValue {
  return { kind: 'object', id: -1, fields: newCells(), spreads: [], made, nature: undefined, shared: true };
}

/** `{ module, imports, controllers, providers }`, what `forRoot` of a module of the project returns. */
function visitDynamic(machine: Machine, modules: Modules, module: ObjectValue, depth: number): void {
  const made = module.fields.get('module');
  if (made?.kind === 'class') visitClass(machine, modules, made, depth);
  read(machine, modules, made?.kind === 'class' ? made : undefined, module, depth);
}

function read(
  machine: Machine,
  modules: Modules,
  made: ClassValue | undefined,
  options: ObjectValue,
  depth: number,
): void {
  for (const imported of listed(options, 'imports')) visitModule(machine, modules, imported, depth + 1);
  for (const provider of listed(options, 'providers')) readProvider(machine, modules, provider);
  for (const controller of listed(options, 'controllers'))
    for (const part of alternatives(controller))
      if (part.kind === 'class' && !modules.controllers.some((one) => one.controller === part))
        modules.controllers.push({
          controller: part,
          prefix: made === undefined ? '' : `#${made.id}`,
          conditional: modules.alternative,
        });
}

function listed(options: ObjectValue, name: string): readonly Value[] {
  const value = options.fields.get(name);
  return value === undefined ? [] : alternatives(value).flatMap((part) => flatten([part]));
}

function readProvider(machine: Machine, modules: Modules, provider: Value): void {
  if (provider.kind !== 'object') return;
  const token = provider.fields.get('provide');
  const name = token?.kind === 'external' ? (token.path[0] ?? '') : '';
  if (!name.startsWith('APP_')) {
    provide(machine, provider);
    return;
  }
  const value =
    provider.fields.get('useClass') ?? provider.fields.get('useExisting') ?? provider.fields.get('useValue');
  if (value !== undefined) modules.global.push({ token: name, value });
}

function prefixes(modules: Modules, value: Value, around: string, depth: number): void {
  if (depth > 6) return;
  for (const part of flatten([value])) {
    if (part.kind === 'class') modules.prefixes.set(part.id, around);
    if (part.kind !== 'object') continue;
    const path = `${around}/${pathsOf(part.fields.get('path'))[0] ?? ''}`.replace(/\/+/g, '/').replace(/\/$/, '');
    const module = part.fields.get('module');
    if (module?.kind === 'class') modules.prefixes.set(module.id, path);
    const children = part.fields.get('children');
    if (children !== undefined) prefixes(modules, children, path, depth + 1);
  }
}

/** The path that the router module gives to the module of a controller. */
export function prefixOf(modules: Modules, key: string): string {
  return modules.prefixes.get(Number(key.slice(1))) ?? '';
}

/** Runs `configure` of a module with a consumer of middleware. */
export function configure(machine: Machine, made: ClassValue, consumer: Value): void {
  const at = made.file.at(made.node.start);
  const object = instance(machine, made);
  awaitValue(machine, callValue(machine, getMember(machine, object, 'configure', at), [consumer], at, object), at);
}
