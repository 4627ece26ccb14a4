import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { getMember } from '../../interpret/members.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import { type Machine, reportUnknown } from '../../machine.ts';
import { loadModule, namespaceOf } from '../../modules/load.ts';
import { DATA, native, UNDEFINED } from '../../values/create.ts';
import type { ClassValue, NativeValue, Value } from '../../values/values.ts';
import { respond } from '../answers.ts';
import { textOf } from '../entities/options.ts';
import { waitingNext } from '../next.ts';
import { contextOf } from './context.ts';

const NOWHERE: Location = { file: '', line: 1 };

/**
 * The handler of a route: a function, `[Controller, 'method']`, the text `Controller.method`, or a controller whose method is the action of
 * a resource. Controllers are given as classes, as `() => import('#controllers/x')`, or by their name under `App/Controllers/Http`.
 */
export function controllerLink(machine: Machine, handler: Value, action: string | undefined): Value {
  if (handler.kind === 'function' && action === undefined) return functionLink(machine, handler);
  const [owner, method] = partsOf(handler, action);
  const made = owner === undefined ? undefined : classOf(machine, owner);
  if (made === undefined) return handler.kind === 'opaque' ? native('route', () => UNDEFINED) : unread(machine, owner);
  return native(`${made.name}.${method}`, ({ args: [request = DATA, response = DATA], at }) => {
    const self = instance(machine, made);
    const context = contextOf(machine, request, response);
    const call = getMember(machine, self, method, at);
    if (call.kind !== 'function') return UNDEFINED;
    const place = call.file.at(call.node.start);
    return answered(machine, callValue(machine, call, [context], place, self), place);
  });
}

function functionLink(machine: Machine, handler: Value & { kind: 'function' }): NativeValue {
  const place = handler.file.at(handler.node.start);
  return native('route', ({ args: [request = DATA, response = DATA] }) => {
    const context = contextOf(machine, request, response);
    return answered(machine, callValue(machine, handler, [context], place), place);
  });
}

function answered(machine: Machine, result: Value, at: Location): Value {
  const value = awaitValue(machine, result, at);
  const sent =
    value.kind === 'literal' || value.kind === 'text' || (value.kind === 'object' && value.nature !== undefined);
  if (!sent) respond(machine, value, at, false, true);
  return UNDEFINED;
}

function unread(machine: Machine, owner: Value | undefined): NativeValue {
  const name = owner === undefined ? '' : (textOf(owner) ?? '');
  reportUnknown(machine, 'unknown.unresolved-import', { specifier: name });
  return native('route', () => UNDEFINED);
}

function partsOf(handler: Value, action: string | undefined): readonly [Value | undefined, string] {
  if (handler.kind === 'array') return [handler.items[0], textOf(handler.items[1]) ?? 'handle'];
  const text = textOf(handler);
  if (text === undefined) return [handler, action ?? 'handle'];
  if (action !== undefined) return [handler, action];
  const dot = text.lastIndexOf('.');
  return [
    { kind: 'literal', value: dot === -1 ? text : text.slice(0, dot) },
    dot === -1 ? 'handle' : text.slice(dot + 1),
  ];
}

/** The class that a controller or a middleware is: itself, what its import brings, or the file that its name means. */
function classOf(machine: Machine, value: Value): ClassValue | undefined {
  if (value.kind === 'class') return value;
  if (value.kind === 'function')
    return classOf(machine, awaitValue(machine, callValue(machine, value, [], NOWHERE), NOWHERE));
  if (value.kind === 'object') {
    const inner = value.fields.get('default');
    return inner === undefined ? undefined : classOf(machine, inner);
  }
  const text = textOf(value);
  return text === undefined ? undefined : classNamed(machine, text);
}

function classNamed(machine: Machine, name: string): ClassValue | undefined {
  const path = name.replace(/^App\//, 'app/');
  const tries = [path, `app/Controllers/Http/${path}`, `app/Middleware/${path}`].flatMap((one) => [
    `${one}.ts`,
    `${one}.js`,
  ]);
  const file = tries.find((one) => machine.project.has(one));
  return file === undefined ? undefined : classOf(machine, namespaceOf(loadModule(machine, file)));
}

const known = new WeakMap<Machine, Map<Value, NativeValue>>();

/** A middleware: a function, a class with a method `handle`, or a named one with its options. */
export function middlewareLink(machine: Machine, value: Value): Value | undefined {
  if (value.kind !== 'function' && value.kind !== 'class' && value.kind !== 'object') return undefined;
  const links = known.get(machine) ?? new Map<Value, NativeValue>();
  known.set(machine, links);
  const options = value.kind === 'object' ? value.fields.get('#options') : undefined;
  const given = value.kind === 'object' ? (value.fields.get('#middleware') ?? value) : value;
  const made = given.kind === 'function' && given.node.params.length > 0 ? undefined : classOf(machine, given);
  const found = links.get(made ?? given) ?? link(machine, made, given, options);
  links.set(made ?? given, found);
  return found;
}

function link(machine: Machine, made: ClassValue | undefined, given: Value, options: Value | undefined): NativeValue {
  return native(made?.name ?? 'middleware', ({ args: [request = DATA, response = DATA], at }) => {
    const context = contextOf(machine, request, response);
    const args = [context, waitingNext(machine), ...(options === undefined ? [] : [options])];
    if (made === undefined) return awaitValue(machine, callValue(machine, given, args, at), at);
    const self = instance(machine, made);
    return awaitValue(machine, callValue(machine, getMember(machine, self, 'handle', at), args, at, self), at);
  });
}
