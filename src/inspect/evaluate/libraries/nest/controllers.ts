import type { Decorator, MethodDefinition } from 'oxc-parser';
import type { Method } from '../../../../model/inventory.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { findMethod } from '../../interpret/classes.ts';
import { callFunction } from '../../interpret/functions.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, native, opaque } from '../../values/create.ts';
import type { ClassValue, ExternalValue, NativeValue, ObjectValue, Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { contextOf } from './chain.ts';
import { decoratorNamed, decoratorsOf, nameOf } from './decorators.ts';

const VERBS: Readonly<Record<string, Method>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: 'ALL',
  QueryMethod: 'QUERY',
  Sse: 'GET',
};

/** A method of a controller that answers requests. */
export interface Action {
  readonly method: Method;
  readonly path: Value | undefined;
  readonly decorators: readonly Value[];
  readonly node: MethodDefinition;
  readonly owner: ClassValue;
  readonly at: Location;
}

/** The methods of a controller, and of the classes it extends, that a decorator makes answer. */
export function actionsOf(machine: Machine, controller: ClassValue): readonly Action[] {
  const found = new Map<string, Action[]>();
  for (let current: Value | undefined = controller; current?.kind === 'class'; current = current.parent) {
    for (const element of current.node.body.body) {
      if (element.type !== 'MethodDefinition' || element.key.type !== 'Identifier') continue;
      const actions = found.has(element.key.name) ? [] : actionsIn(machine, current, element);
      if (actions.length > 0) found.set(element.key.name, actions);
    }
  }
  return [...found.values()].flat();
}

function actionsIn(machine: Machine, owner: ClassValue, node: MethodDefinition): Action[] {
  const decorators = decoratorsOf(machine, owner, node.decorators);
  return decorators.flatMap((value) => {
    const method = value.kind === 'external' ? VERBS[nameOf(value)] : undefined;
    if (method === undefined || value.kind !== 'external') return [];
    const at = owner.file.at(node.key.start);
    return [{ method, path: value.args[0], decorators, node, owner, at }];
  });
}

/** The last link of the chain of an action: its arguments, its checks, the method itself, then the answer. */
export function handlerOf(machine: Machine, action: Action, made: ObjectValue, checked: boolean): NativeValue {
  const name = action.node.key.type === 'Identifier' ? action.node.key.name : '';
  return native(`${made.made?.name ?? ''}.${name}`, ({ args: [request = DATA, response = DATA], at }) => {
    const parameters = action.node.value.params.map((parameter) => parameterOf(machine, action, parameter));
    if (checked && parameters.some(({ part }) => part !== undefined && CHECKED.has(part)))
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at, library: 'class-validator' } });
    const args = parameters.map((parameter) => parameter.value(request, response));
    const method = findMethod(action.owner, name, made);
    if (method?.kind !== 'function') return DATA;
    const result = awaitValue(machine, callFunction(machine, method, args, at, made, 'handler'), at);
    answer(
      machine,
      action,
      result,
      parameters.some(({ part }) => part === 'Res' || part === 'Response'),
      at,
    );
    return result;
  });
}

const CHECKED = new Set(['Body', 'Query', 'Param']);

/** What the method returns is the answer, unless it sends it itself. */
function answer(machine: Machine, action: Action, result: Value, sends: boolean, at: Location): void {
  if (decoratorNamed(action.decorators, 'Render') !== undefined)
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'template', at, library: 'nest' } });
  const nothing = result.kind === 'literal' && (result.value === undefined || typeof result.value === 'string');
  if (sends && nothing) return;
  respond(machine, nothing || result.kind === 'text' ? undefined : result, at, false, true);
}

interface Parameter {
  /** Name of the decorator, when the parameter has one. */
  readonly part: string | undefined;
  readonly value: (request: Value, response: Value) => Value;
}

const PARTS: Readonly<Record<string, string>> = {
  Body: 'body',
  Query: 'query',
  Param: 'params',
  Headers: 'headers',
  Session: 'session',
  UploadedFile: 'file',
  UploadedFiles: 'files',
  Ip: 'ip',
  HostParam: 'host',
};

function parameterOf(machine: Machine, action: Action, parameter: object): Parameter {
  const { decorators } = parameter as { readonly decorators?: readonly Decorator[] };
  for (const value of decoratorsOf(machine, action.owner, decorators as Decorator[] | undefined)) {
    if (value.kind === 'object' && value.nature === 'parameter') return custom(machine, action, value);
    const known = value.kind === 'external' ? partOf(value) : undefined;
    if (known !== undefined) return known;
  }
  return { part: undefined, value: () => opaque('request', 'body') };
}

function partOf(decorator: ExternalValue): Parameter | undefined {
  const part = nameOf(decorator);
  if (part === 'Req' || part === 'Request') return { part, value: (request) => request };
  if (part === 'Res' || part === 'Response') return { part, value: (_request, response) => response };
  const name = PARTS[part];
  if (name === undefined) return undefined;
  const key = decorator.args[0];
  const path = key?.kind === 'literal' && typeof key.value === 'string' ? `${name}.${key.value}` : name;
  return { part, value: () => opaque('request', path) };
}

/** A decorator made with `createParamDecorator`: its function takes the value out of the context. */
function custom(machine: Machine, action: Action, decorator: ObjectValue): Parameter {
  const factory = decorator.fields.get('factory') ?? DATA;
  const data = decorator.fields.get('data') ?? DATA;
  return {
    part: undefined,
    value: (request, response) =>
      awaitValue(machine, callValue(machine, factory, [data, contextOf(request, response)], action.at), action.at),
  };
}
