import type { Decorator, MethodDefinition } from 'oxc-parser';
import type { Method } from '../../../../model/inventory.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { findMethod } from '../../interpret/classes.ts';
import { callFunction } from '../../interpret/functions.ts';
import { getMember } from '../../interpret/members.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, literal, native, newObject, opaque, UNDEFINED } from '../../values/create.ts';
import type { ClassValue, ExternalValue, NativeValue, Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { decoratorsOf, nameOf } from '../nest/decorators.ts';
import { waitingNext } from '../next.ts';
import { flatten } from '../routers.ts';
import { type Family, familyOf } from './families.ts';

/** Functions that the options of the server give: who may call, and who calls. */
export interface Checks {
  readonly authorization: Value | undefined;
  readonly user: Value | undefined;
}

/** A method of a controller that a decorator makes answer. */
export interface Action {
  readonly method: Method;
  readonly path: Value | undefined;
  readonly before: readonly Value[];
  readonly handler: NativeValue;
  readonly at: Location;
}

/** The decorator that makes a class a controller, if there is one. */
export function controllerOf(
  machine: Machine,
  made: ClassValue,
): { readonly family: Family; readonly decorator: ExternalValue } | undefined {
  for (const value of decoratorsOf(machine, made, made.node.decorators)) {
    const family = value.kind === 'external' ? familyOf(value.package) : undefined;
    if (value.kind === 'external' && family?.controller.includes(nameOf(value)) === true)
      return { family, decorator: value };
  }
  return undefined;
}

/** The methods of a controller that answer, those of the classes it extends included. */
export function actionsOf(machine: Machine, made: ClassValue, family: Family, checks: Checks): readonly Action[] {
  const found: Action[] = [];
  for (let current: Value | undefined = made; current?.kind === 'class'; current = current.parent)
    for (const element of current.node.body.body)
      if (element.type === 'MethodDefinition')
        found.push(...actionsIn(machine, made, current, family, checks, element));
  return found;
}

function actionsIn(
  machine: Machine,
  made: ClassValue,
  owner: ClassValue,
  family: Family,
  checks: Checks,
  node: MethodDefinition,
): readonly Action[] {
  const decorators = decoratorsOf(machine, owner, node.decorators).filter((value) => value.kind === 'external');
  return decorators.flatMap((value): readonly Action[] => {
    const method = family.verbs[nameOf(value)];
    if (method === undefined) return [];
    const before = [
      ...argumentsNamed(decorators, family.before),
      ...value.args.slice(1).filter((arg) => arg.kind === 'function' || arg.kind === 'class'),
    ];
    const guarded = decorators.some((one) => nameOf(one) === 'Authorized');
    const at = owner.file.at(node.key.start);
    return [
      {
        method,
        path: value.args[0],
        before,
        handler: handlerOf(machine, made, owner, family, checks, node, guarded),
        at,
      },
    ];
  });
}

function argumentsNamed(decorators: readonly ExternalValue[], names: readonly string[]): readonly Value[] {
  return decorators.filter((one) => names.includes(nameOf(one))).flatMap(({ args }) => flatten(args));
}

function handlerOf(
  machine: Machine,
  made: ClassValue,
  owner: ClassValue,
  family: Family,
  checks: Checks,
  node: MethodDefinition,
  guarded: boolean,
): NativeValue {
  const name = node.key.type === 'Identifier' ? node.key.name : '';
  const parameters = node.value.params.map((parameter) => parameterOf(machine, owner, family, parameter));
  const at = owner.file.at(node.key.start);
  return native(`${made.name}.${name}`, ({ args: [request = DATA, response = DATA] }) => {
    const action = newObject(false, [
      ['request', request],
      ['response', response],
    ]);
    if (guarded && checks.authorization !== undefined)
      awaitValue(machine, callValue(machine, checks.authorization, [action, DATA], at), at);
    if (parameters.some(({ checked }) => checked))
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at, library: 'class-validator' } });
    const given = parameters.map((parameter) => parameter.value(machine, { action, request, response, checks, at }));
    const self = instance(machine, made);
    const method = findMethod(owner, name, self);
    if (method?.kind !== 'function' || self.kind !== 'object') return UNDEFINED;
    const result = awaitValue(machine, callFunction(machine, method, given, at, self, 'handler'), at);
    answer(machine, result, response, at);
    return UNDEFINED;
  });
}

/** What the method returns is the answer, unless it is the response itself, or nothing. */
function answer(machine: Machine, result: Value, response: Value, at: Location): void {
  if (result === response || (result.kind === 'literal' && result.value === undefined)) return;
  respond(machine, result.kind === 'literal' || result.kind === 'text' ? undefined : result, at, false, true);
}

interface Given {
  readonly action: Value;
  readonly request: Value;
  readonly response: Value;
  readonly checks: Checks;
  readonly at: Location;
}

interface Parameter {
  readonly checked: boolean;
  readonly value: (machine: Machine, given: Given) => Value;
}

function parameterOf(machine: Machine, owner: ClassValue, family: Family, parameter: object): Parameter {
  const { decorators } = parameter as { readonly decorators?: Decorator[] };
  for (const value of decoratorsOf(machine, owner, decorators)) {
    if (value.kind !== 'external') continue;
    const name = nameOf(value);
    if (family.request.includes(name)) return { checked: false, value: (_machine, { request }) => request };
    if (family.response.includes(name)) return { checked: false, value: (_machine, { response }) => response };
    if (name === 'CurrentUser')
      return {
        checked: false,
        value: (from, { checks, action, at }) =>
          checks.user === undefined
            ? opaque('request', 'user')
            : awaitValue(from, callValue(from, checks.user, [action], at), at),
      };
    const part = family.parts[name];
    if (part === undefined) continue;
    const key = value.args[0];
    const path = key?.kind === 'literal' && typeof key.value === 'string' ? `${part}.${key.value}` : part;
    return { checked: part === 'body' && family.parts['Body'] !== undefined, value: () => opaque('request', path) };
  }
  return { checked: false, value: () => opaque('request', 'params') };
}

const known = new WeakMap<Machine, Map<Value, NativeValue>>();

/** Middleware given as a function, or as a class whose method `use` (or `handler`) takes the request. */
export function middlewareOf(machine: Machine, value: Value): Value {
  if (value.kind !== 'class') return value;
  const links = known.get(machine) ?? new Map<Value, NativeValue>();
  known.set(machine, links);
  const link =
    links.get(value) ??
    native(value.name, ({ args: [request = DATA, response = DATA], at }) => {
      const self = instance(machine, value);
      const use = getMember(machine, self, 'use', at);
      const call = use.kind === 'function' ? use : getMember(machine, self, 'handler', at);
      if (call.kind !== 'function') return literal(undefined);
      return awaitValue(machine, callValue(machine, call, [request, response, waitingNext(machine)], at, self), at);
    });
  links.set(value, link);
  return link;
}
