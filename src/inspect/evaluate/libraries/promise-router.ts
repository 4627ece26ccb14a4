import type { Location } from '../../../model/source.ts';
import { withinSteps } from '../budget.ts';
import { callValue } from '../interpret/calls.ts';
import { construct, findMethod } from '../interpret/classes.ts';
import type { Machine } from '../machine.ts';
import { native } from '../values/create.ts';
import type { ClassValue } from '../values/values.ts';
import { addLayer, methodNamed, newRouter, pathsOf } from './routers.ts';

/** Routers written as classes: `mountRoutes() { this.route('GET', '/path', handler) }`, on a base class that the project does not hold. */
export function finishPromiseRouters(machine: Machine): void {
  for (const made of machine.classes) {
    if (!extendsPromiseRouter(made) || findMethod(made, 'mountRoutes', made) === undefined) continue;
    withinSteps(machine, () => mountRoutes(machine, made, made.file.at(made.node.start)));
  }
}

function extendsPromiseRouter({ parent }: ClassValue): boolean {
  const name = parent?.kind === 'opaque' ? parent.name : parent?.kind === 'external' ? parent.path.at(-1) : '';
  return name === 'PromiseRouter';
}

function mountRoutes(machine: Machine, made: ClassValue, at: Location): void {
  const router = newRouter(machine, 'express', at, true);
  const object = construct(machine, made, [], at);
  object.fields.set(
    'route',
    native('route', ({ args: [verb, path, ...handlers], at: place }) => {
      const method = verb?.kind === 'literal' ? methodNamed(String(verb.value)) : undefined;
      if (method !== undefined)
        addLayer(machine, router, { kind: 'route', method, paths: pathsOf(path), handlers, at: place });
      return router.value;
    }),
  );
  const method = findMethod(made, 'mountRoutes', object);
  if (method !== undefined) callValue(machine, method, [], at, object);
}
