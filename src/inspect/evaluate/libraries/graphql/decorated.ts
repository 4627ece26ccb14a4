import type { Decorator, MethodDefinition } from 'oxc-parser';
import { callValue } from '../../interpret/calls.ts';
import { findMethod } from '../../interpret/classes.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import type { Machine } from '../../machine.ts';
import { DATA, opaque } from '../../values/create.ts';
import type { ClassValue, ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { contextOf, guardLinks } from '../nest/chain.ts';
import { argumentsOf, decoratorNamed, decoratorsOf, nameOf } from '../nest/decorators.ts';
import { type Resolver, type Resolvers, ROOTS } from './resolvers.ts';
import type { FieldType } from './schema.ts';

const FIELDS = new Set(['ResolveField', 'FieldResolver']);

/** Resolvers written as classes, `@Resolver(() => Post)`, whose methods a decorator makes queries, mutations or fields. */
export function decoratedResolvers(
  machine: Machine,
  classes: readonly ClassValue[],
  guards: readonly Value[],
): Resolvers {
  const found: Resolvers = new Map();
  for (const made of classes) {
    const own = decoratorsOf(machine, made, made.node.decorators);
    const decorator = decoratorNamed(own, 'Resolver');
    if (decorator === undefined) continue;
    const owner = typeGiven(machine, decorator.args[0])?.type;
    const self = instance(machine, made);
    for (const element of made.node.body.body)
      if (element.type === 'MethodDefinition' && self.kind === 'object')
        readMethod(
          machine,
          found,
          { made, self, owner, guards: [...guards, ...argumentsOf(own, 'UseGuards')] },
          element,
        );
  }
  return found;
}

interface Owner {
  readonly made: ClassValue;
  readonly self: ObjectValue;
  readonly owner: string | undefined;
  readonly guards: readonly Value[];
}

function readMethod(machine: Machine, found: Resolvers, owner: Owner, node: MethodDefinition): void {
  if (node.key.type !== 'Identifier') return;
  const method = node.key.name;
  const decorators = decoratorsOf(machine, owner.made, node.decorators);
  for (const value of decorators) {
    if (value.kind !== 'external') continue;
    const name = nameOf(value);
    const field = FIELDS.has(name);
    const type = field ? owner.owner : name;
    if (type === undefined || (!field && !ROOTS.includes(name))) continue;
    const guards = field ? [] : guardLinks(machine, [...owner.guards, ...argumentsOf(decorators, 'UseGuards')]);
    const known = found.get(type) ?? new Map<string, Resolver>();
    found.set(type, known.set(nameGiven(value) ?? method, resolverOf(machine, owner, node, value, guards)));
  }
}

function nameGiven({ args }: ExternalValue): string | undefined {
  for (const arg of args) {
    const name = arg.kind === 'object' ? arg.fields.get('name') : arg;
    if (name?.kind === 'literal' && typeof name.value === 'string') return name.value;
  }
  return undefined;
}

function resolverOf(
  machine: Machine,
  { made, self }: Owner,
  node: MethodDefinition,
  decorator: ExternalValue,
  guards: readonly Value[],
): Resolver {
  const at = made.file.at(node.key.start);
  const name = node.key.type === 'Identifier' ? node.key.name : '';
  return {
    at,
    returns: decorator.args.map((arg) => typeGiven(machine, arg)).find((type) => type !== undefined),
    call: (_machine, parent, context, request) => {
      for (const guard of guards) awaitValue(machine, callValue(machine, guard, [request, DATA], at), at);
      const args = node.value.params.map((parameter) =>
        argumentFor(machine, made, parameter, { parent, context, request }),
      );
      const method = findMethod(made, name, self);
      return method === undefined ? DATA : callValue(machine, method, args, at, self);
    },
  };
}

interface Given {
  readonly parent: Value;
  readonly context: Value;
  readonly request: Value;
}

function argumentFor(machine: Machine, made: ClassValue, parameter: object, given: Given): Value {
  const { decorators } = parameter as { readonly decorators?: Decorator[] };
  for (const value of decoratorsOf(machine, made, decorators)) {
    if (value.kind === 'object' && value.nature === 'parameter') return custom(machine, made, value, given);
    const part = value.kind === 'external' ? PARTS[nameOf(value)] : undefined;
    if (part !== undefined) return given[part];
  }
  return opaque('request', 'body');
}

const PARTS: Readonly<Record<string, keyof Given>> = {
  Parent: 'parent',
  Root: 'parent',
  Context: 'context',
  Ctx: 'context',
};

/** A decorator made with `createParamDecorator`. */
function custom(machine: Machine, made: ClassValue, decorator: ObjectValue, { request }: Given): Value {
  const at = made.file.at(made.node.start);
  const factory = decorator.fields.get('factory') ?? DATA;
  const args = [decorator.fields.get('data') ?? DATA, contextOf(request, DATA)];
  return awaitValue(machine, callValue(machine, factory, args, at), at);
}

/** `() => Post`, `(of) => [Post]`, `Post`: the type that a decorator names. */
function typeGiven(machine: Machine, given: Value | undefined): FieldType | undefined {
  if (given === undefined) return undefined;
  if (given.kind === 'class') return { type: given.name, many: false };
  if (given.kind === 'array') {
    const inner = typeGiven(machine, given.items[0]);
    return inner === undefined ? undefined : { ...inner, many: true };
  }
  if (given.kind !== 'function') return undefined;
  const value = callValue(machine, given, [DATA], given.file.at(given.node.start));
  return value.kind === 'function' ? undefined : typeGiven(machine, value);
}

/** Classes that are resolvers. */
export function isResolver(machine: Machine, made: ClassValue): boolean {
  return decoratorNamed(decoratorsOf(machine, made, made.node.decorators), 'Resolver') !== undefined;
}

/** What a decorator of `type-graphql` stands for. */
export function decorator(target: ExternalValue, args: readonly Value[]): Value | undefined {
  return /^[A-Z]/.test(target.path[0] ?? '') && target.path.length === 1
    ? { ...target, path: [`${target.path[0]}()`], args }
    : undefined;
}
