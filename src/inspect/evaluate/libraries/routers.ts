import type { Method } from '../../../model/inventory.ts';
import type { Location } from '../../../model/source.ts';
import type { Convention, Layer, Machine, Router } from '../machine.ts';
import { DATA, newObject } from '../values/create.ts';
import { alternatives } from '../values/union.ts';
import type { ObjectValue, Value } from '../values/values.ts';

/** Registration methods by verb. */
export const VERBS: Readonly<Record<string, Method>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  query: 'QUERY',
  all: 'ALL',
};

/** The method that a text names; undefined when inspection does not follow it. */
export function methodNamed(text: string): Method | undefined {
  return VERBS[text.toLowerCase()];
}

/** A new application or router, whose members are those of the nature: `router` for Express. */
export function newRouter(
  machine: Machine,
  convention: Convention,
  at: Location,
  application = false,
  nature = 'router',
): Router & { readonly value: ObjectValue } {
  const value = newObject(true, [], nature);
  const router = { value, convention, application, at, layers: [], mounted: false };
  machine.routers.push(router);
  return router;
}

/** The router that an object is. */
export function routerOf(machine: Machine, value: Value): Router | undefined {
  return value.kind === 'object' && value.nature !== undefined
    ? machine.routers.find((router) => router.value === value)
    : undefined;
}

/** Layers past this number are not kept: a registration inside an endless loop. */
const MOST_LAYERS = 5000;

/** Remembers a registration; only those of the start count. */
export function addLayer(machine: Machine, router: Router, given: Omit<Layer, 'conditional'>): void {
  const layer: Layer = { ...given, conditional: machine.undecided > 0 || machine.frame.nested };
  if (machine.phase === 'startup' && router.layers.length < MOST_LAYERS) router.layers.push(layer);
}

/** Mounts a router on another. */
export function mount(machine: Machine, outer: Router, inner: Router, paths: readonly string[], at: Location): void {
  addLayer(machine, outer, { kind: 'use', method: 'ALL', paths, handlers: [inner.value], at });
  inner.mounted = true;
}

/** Handlers given one by one, in arrays, or in arrays of arrays. */
export function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (value.kind === 'array' ? flatten(value.items) : [value]));
}

/** Whether an argument is a path rather than a handler. */
export function isPath(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string';
    case 'text':
      return true;
    case 'array':
      return value.items.length > 0 && value.items.every(isPath);
    case 'opaque':
      return value.origin === 'environment' || value.name.startsWith('/');
    case 'union':
      return value.of.every(isPath);
    default:
      return false;
  }
}

/** Paths that a value stands for; a part only known at run time is written `{NAME}`. */
export function pathsOf(value: Value | undefined): string[] {
  if (value === undefined) return ['/'];
  if (value.kind === 'array') return value.items.flatMap(pathsOf);
  const known = alternatives(value).find((part) => part.kind === 'literal' && typeof part.value === 'string');
  return [written(known ?? value)];
}

/** A path as it is written; a part only known at run time is `{NAME}`. */
function written(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'text':
      return value.parts.map(written).join('');
    case 'opaque':
      return value.name.startsWith('/') ? value.name : `{${value.name}}`;
    case 'union':
      return written(value.of.find((part) => part.kind === 'literal' && typeof part.value === 'string') ?? DATA);
    default:
      return '{…}';
  }
}
