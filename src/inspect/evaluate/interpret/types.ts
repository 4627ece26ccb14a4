import type { BindingIdentifier, TSType } from 'oxc-parser';
import type { Machine } from '../machine.ts';
import { newObject, opaque } from '../values/create.ts';
import { type Scope, scopeOf } from '../values/scope.ts';
import type { Value } from '../values/values.ts';

/** What a type annotation tells about a value that nothing else tells: an instance of a class of the project, of an implementation of an interface, or a client of a package. */
export function fromAnnotation(
  machine: Machine,
  scope: Scope,
  pattern: BindingIdentifier | { readonly typeAnnotation?: { typeAnnotation: TSType } | null },
  value: Value,
): Value {
  const annotation = pattern.typeAnnotation;
  if (annotation === null || annotation === undefined) return value;
  if (value.kind !== 'opaque' || (value.origin !== 'unknown' && value.origin !== 'state')) return value;
  return instanceOf(machine, scope, annotation.typeAnnotation) ?? value;
}

/** An instance of the type, when it names a class, an interface with an implementation, or a type of a package. */
export function instanceOf(machine: Machine, scope: Scope, type: TSType): Value | undefined {
  if (type.type === 'TSUnionType') {
    for (const part of type.types) {
      const found = instanceOf(machine, scope, part);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const name = type.typeName.name;
  const owner = scopeOf(scope, name);
  const value = owner?.imports?.get(name)?.() ?? owner?.variables.get(name);
  if (value?.kind === 'class') return instance(value);
  if (value?.kind === 'external') return { ...value, path: [...value.path, 'new()'] };
  const implementation = machine.classes.find((one) => one.implemented.includes(name) || one.name === name);
  return implementation === undefined ? undefined : instance(implementation);
}

function instance(made: Value & { kind: 'class' }): Value {
  return { ...newObject(true), made };
}

export const UNKNOWN_PARAMETER = opaque('unknown', 'parameter');
