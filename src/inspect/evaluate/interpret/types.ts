import type { BindingIdentifier, TSType } from 'oxc-parser';
import { providedFor } from '../libraries/nest/providers.ts';
import type { Machine } from '../machine.ts';
import { emptyRecording } from '../program/recording.ts';
import { newObject } from '../values/create.ts';
import { type Scope, scopeOf } from '../values/scope.ts';
import { newTrail } from '../values/trail.ts';
import type { ClassValue, ObjectValue, Value } from '../values/values.ts';
import { initialise } from './classes.ts';

/** What a type annotation tells about a value that nothing else tells: an instance of a class of the project, of an implementation of an interface, or a client of a package. */
export function fromAnnotation(
  machine: Machine,
  scope: Scope,
  pattern: BindingIdentifier | { readonly typeAnnotation?: { typeAnnotation: TSType } | null },
  value: Value,
): Value {
  const annotation = pattern.typeAnnotation;
  if (annotation === null || annotation === undefined) return value;
  if (value.kind === 'external')
    return value.path.at(-1) === 'new()' ? value : ownInstance(machine, scope, annotation.typeAnnotation, value);
  if (value.kind !== 'opaque' || (value.origin !== 'unknown' && value.origin !== 'state')) return value;
  return instanceOf(machine, scope, annotation.typeAnnotation) ?? value;
}

/** What a package hands over is an instance of the project's own class when the annotation says so: containers, decorators. */
function ownInstance(machine: Machine, scope: Scope, type: TSType, value: Value): Value {
  const found = instanceOf(machine, scope, type);
  return found?.kind === 'object' ? found : value;
}

/** An instance of the type, when it names a class, an interface with an implementation, or a type of a package. */
function instanceOf(machine: Machine, scope: Scope, type: TSType): Value | undefined {
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
  if (value?.kind === 'class') return providedFor(machine, value) ?? instance(machine, value);
  if (value?.kind === 'external') return { ...value, path: [...value.path, 'new()'] };
  const implementation = machine.classes.find((one) => one.implemented.includes(name) || one.name === name);
  return implementation === undefined ? undefined : instance(machine, implementation);
}

/** The instance of a class that a type or a container stands for, made as at the start of the server; its own parameters come from their types. */
export function instance(machine: Machine, made: ClassValue): Value {
  const known = machine.instances.get(made.id);
  if (known !== undefined) return known;
  const object: ObjectValue = { ...newObject(true), made };
  machine.instances.set(made.id, object);
  const { trail, phase, recording } = machine;
  Object.assign(machine, { trail: newTrail(), phase: 'startup', recording: emptyRecording() });
  initialise(machine, made, object, [], made.file.at(made.node.start));
  Object.assign(machine, { trail, phase, recording });
  return object;
}
