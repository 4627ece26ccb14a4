import type { Class, Function as FunctionNode, MethodDefinition, PropertyDefinition } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';
import { injectedBy } from '../libraries/nest/providers.ts';
import type { Machine } from '../machine.ts';
import { newCells, nextId } from '../values/cells.ts';
import { opaque, UNDEFINED } from '../values/create.ts';
import { childScope, type Scope } from '../values/scope.ts';
import { writeKey } from '../values/trail.ts';
import type { ClassValue, ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { evaluate } from './expressions.ts';
import { callFunction } from './functions.ts';
import { evaluateStatements } from './statements.ts';
import { fromAnnotation } from './types.ts';
import { declare } from './variables.ts';

interface Members {
  readonly methods: ReadonlyMap<string, MethodDefinition>;
  readonly getters: ReadonlyMap<string, MethodDefinition>;
  readonly statics: ReadonlyMap<string, MethodDefinition>;
  readonly builder: MethodDefinition | undefined;
  readonly properties: readonly PropertyDefinition[];
}

const membersOf = new WeakMap<Class, Members>();

export function makeClass(machine: Machine, scope: Scope, node: Class): ClassValue {
  const inner = childScope(scope);
  const made: ClassValue = {
    kind: 'class',
    id: nextId(),
    node,
    file: machine.frame.file,
    scope: inner,
    name: node.id?.name ?? '',
    parent: node.superClass === null ? undefined : evaluate(machine, scope, node.superClass),
    fields: newCells(),
    implemented: (node.implements ?? []).map((one) => ('name' in one.expression ? one.expression.name : '')),
  };
  if (node.id !== null) declare(inner, node.id.name, made);
  machine.classes.push(made);
  initialiseStatics(machine, made);
  return made;
}

function initialiseStatics(machine: Machine, made: ClassValue): void {
  const saved = machine.frame;
  machine.frame = { ...saved, self: made, home: made };
  for (const element of made.node.body.body) {
    if (element.type === 'StaticBlock') evaluateStatements(machine, childScope(made.scope), element.body);
    else if (element.type === 'PropertyDefinition' && element.static)
      made.fields.set(
        nameOf(element),
        element.value === null ? UNDEFINED : evaluate(machine, made.scope, element.value),
      );
  }
  machine.frame = saved;
}

function nameOf(element: MethodDefinition | PropertyDefinition): string {
  const { key } = element;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier' && !element.computed) return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

function members(node: Class): Members {
  const known = membersOf.get(node);
  if (known !== undefined) return known;
  const found = {
    methods: new Map<string, MethodDefinition>(),
    getters: new Map<string, MethodDefinition>(),
    statics: new Map<string, MethodDefinition>(),
    builder: undefined as MethodDefinition | undefined,
    properties: [] as PropertyDefinition[],
  };
  for (const element of node.body.body) {
    if (element.type === 'PropertyDefinition' && !element.static) found.properties.push(element);
    else if (element.type === 'MethodDefinition') sort(found, element);
  }
  membersOf.set(node, found);
  return found;
}

function sort(
  found: {
    methods: Map<string, MethodDefinition>;
    getters: Map<string, MethodDefinition>;
    statics: Map<string, MethodDefinition>;
    builder: MethodDefinition | undefined;
  },
  element: MethodDefinition,
): void {
  if (element.kind === 'constructor') found.builder = element.value.body === null ? found.builder : element;
  else if (element.kind === 'get') found.getters.set(nameOf(element), element);
  else if (element.kind === 'method') (element.static ? found.statics : found.methods).set(nameOf(element), element);
}

/** A method of a class or of the classes it extends, ready to be called on an object. */
export function findMethod(made: ClassValue, name: string, self: Value): Value | undefined {
  for (let current: Value | undefined = made; current?.kind === 'class'; current = current.parent) {
    const method = members(current.node).methods.get(name);
    if (method !== undefined && method.value.body !== null) return methodValue(current, method.value, name, self);
    if (current.parent?.kind === 'external') return externalMember(current.parent, name);
  }
  return undefined;
}

/** An instance of a class that extends one of a package answers what the package's instances answer. */
function externalMember(parent: ExternalValue, name: string): Value {
  return { ...parent, path: [...parent.path, 'new()', name], args: [] };
}

export function findStatic(made: ClassValue, name: string): Value | undefined {
  for (let current: Value | undefined = made; current?.kind === 'class'; current = current.parent) {
    const field = current.fields.get(name);
    if (field !== undefined) return field;
    const method = members(current.node).statics.get(name);
    if (method !== undefined) return methodValue(current, method.value, name, made);
  }
  return undefined;
}

function methodValue(owner: ClassValue, node: FunctionNode, name: string, self: Value): Value {
  const fields = newCells();
  return {
    kind: 'function',
    id: fields.born,
    node,
    file: owner.file,
    scope: owner.scope,
    self,
    name,
    home: owner,
    fields,
  };
}

export function readGetter(machine: Machine, target: ObjectValue, name: string, at: Location): Value | undefined {
  for (let current: Value | undefined = target.made; current?.kind === 'class'; current = current.parent) {
    const getter = members(current.node).getters.get(name);
    if (getter === undefined) continue;
    const read = methodValue(current, getter.value, name, target);
    return read.kind === 'function' ? callFunction(machine, read, [], at) : undefined;
  }
  return undefined;
}

/** Builds an instance: fields, then the constructor. */
export function construct(machine: Machine, made: ClassValue, args: readonly Value[], at: Location): ObjectValue {
  const object: ObjectValue = {
    kind: 'object',
    id: nextId(),
    fields: newCells(),
    spreads: [],
    made,
    nature: natureOf(made),
    shared: machine.phase === 'startup',
  };
  initialise(machine, made, object, args, at);
  return object;
}

function natureOf(made: ClassValue): string | undefined {
  for (
    let current: Value | undefined = made;
    current !== undefined;
    current = current.kind === 'class' ? current.parent : undefined
  )
    if (current.kind === 'opaque' && /Error$/.test(current.name)) return 'error';
  return undefined;
}

/** Runs the initialisers and the constructor of a class on an object; also what `super(…)` does. */
export function initialise(
  machine: Machine,
  made: ClassValue,
  object: ObjectValue,
  args: readonly Value[],
  at: Location,
): void {
  const { builder, properties } = members(made.node);
  if (builder === undefined && made.parent?.kind === 'class') initialise(machine, made.parent, object, args, at);
  const saved = machine.frame;
  machine.frame = { ...saved, file: made.file, self: object, home: made };
  for (const property of properties) {
    const value = property.value === null ? UNDEFINED : evaluate(machine, made.scope, property.value);
    const typed =
      property.value === null
        ? fromAnnotation(
            machine,
            made.scope,
            property,
            injectedBy(machine, made, property) ?? opaque('unknown', nameOf(property)),
          )
        : value;
    object.fields.set(nameOf(property), typed.kind === 'opaque' ? value : typed);
  }
  machine.frame = saved;
  if (builder !== undefined) runConstructor(machine, made, builder, object, args, at);
}

function runConstructor(
  machine: Machine,
  made: ClassValue,
  builder: MethodDefinition,
  object: ObjectValue,
  args: readonly Value[],
  at: Location,
): void {
  builder.value.params.forEach((parameter, index) => {
    if (parameter.type !== 'TSParameterProperty') return;
    const pattern = parameter.parameter;
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    if (target.type !== 'Identifier') return;
    const given =
      args[index] ??
      injectedBy(machine, made, parameter) ??
      (pattern.type === 'AssignmentPattern'
        ? evaluate(machine, made.scope, pattern.right)
        : opaque('unknown', target.name));
    writeKey(machine.trail, object.fields, target.name, fromAnnotation(machine, made.scope, target, given));
  });
  const body = methodValue(made, builder.value, 'constructor', object);
  const given =
    args.length > 0 ? args : builder.value.params.map((parameter) => injectedBy(machine, made, parameter) ?? UNDEFINED);
  if (body.kind === 'function') callFunction(machine, body, given, at);
}
