import type { CallExpression, Expression, MemberExpression } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';
import { withinSteps } from '../budget.ts';
import { callBuiltin } from '../libraries/builtins.ts';
import { isDataMethod } from '../libraries/data-methods.ts';
import { callDatabase } from '../libraries/drizzle.ts';
import { callColumn } from '../libraries/drizzle-schema.ts';
import { callExternal } from '../libraries/externals.ts';
import { injected } from '../libraries/injected.ts';
import { type Machine, noteHarmless, record, runAside } from '../machine.ts';
import { requireModule } from '../modules/load.ts';
import { DATA, derived, UNDEFINED } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import { merge } from '../values/trail.ts';
import { present, union } from '../values/union.ts';
import type { FunctionValue, ObjectValue, Opaque, Value } from '../values/values.ts';
import { withoutKept } from './alternatives.ts';
import { runCallbacks } from './callbacks.ts';
import { construct, initialise } from './classes.ts';
import { evaluate, evaluateArguments } from './expressions.ts';
import { callFunction } from './functions.ts';
import { callList, goesOverElements } from './list-methods.ts';
import { anyMember, bind, getMember, inheritedStatic, isNothing, keyOf, superOf } from './members.ts';
import { notePiped } from './piped.ts';
import { callPromise } from './promises.ts';
import { callString } from './strings.ts';
import { noteMethod, noteUnfollowed } from './unfollowed.ts';

export function evaluateCall(machine: Machine, scope: Scope, node: CallExpression): Value {
  const callee = unwrap(node.callee);
  const at = machine.frame.file.at(node.start);
  if (callee.type === 'Super') {
    const args = evaluateArguments(machine, scope, node.arguments);
    const { self, home } = machine.frame;
    if (self?.kind === 'object' && home?.parent?.kind === 'class') initialise(machine, home.parent, self, args, at);
    return UNDEFINED;
  }
  if (callee.type === 'MemberExpression') return evaluateMethodCall(machine, scope, node, callee);
  const value = evaluate(machine, scope, callee);
  const args = evaluateArguments(machine, scope, node.arguments);
  if (callee.type === 'Identifier' && callee.name === 'require' && value.kind === 'opaque')
    return requireModule(machine, args[0] ?? UNDEFINED, at);
  return callValue(machine, value, args, at);
}

function evaluateMethodCall(machine: Machine, scope: Scope, node: CallExpression, callee: MemberExpression): Value {
  const object = callee.object as Expression;
  const target = object.type === 'Super' ? superOf(machine) : evaluate(machine, scope, object);
  if (callee.optional && isNothing(target)) return UNDEFINED;
  const name = keyOf(machine, scope, callee.property, callee.computed);
  const args = evaluateArguments(machine, scope, node.arguments);
  const place = machine.frame.file.at(callee.property.start);
  if (target === undefined) return callValue(machine, inheritedStatic(machine, name) ?? DATA, args, place);
  return name === undefined
    ? callValue(machine, anyMember(machine, target), args, place, target)
    : callMethod(machine, target, name, args, startOf(machine, object, place, target), target);
}

/** A chain of calls that builds a query is placed at its start; other calls where the method is named. */
function startOf(machine: Machine, object: Expression, place: Location, target: Value): Location {
  return target.kind === 'database' ? machine.frame.file.at(object.start) : place;
}

export function unwrap(node: Expression): Expression {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'ChainExpression':
    case 'TSInstantiationExpression':
      return unwrap(node.expression as Expression);
    default:
      return node;
  }
}

/** Calls a method by name on whatever has methods. */
function callMethod(
  machine: Machine,
  target: Value,
  name: string,
  args: readonly Value[],
  at: Location,
  self: Value = target,
): Value {
  if (name === 'pipe') notePiped(machine, target, args[0], at);
  switch (target.kind) {
    case 'union':
      return callEach(machine, present(target), at, (part) => callMethod(machine, part, name, args, at));
    case 'array':
    case 'list':
      return callList(machine, target, name, args, at);
    case 'promise':
      return callPromise(machine, target, name, args, at);
    case 'builder':
      return name === 'then' || name === 'catch' || name === 'finally'
        ? callPromise(machine, target, name, args, at)
        : target.call(name, args, at);
    case 'database':
      return callDatabase(machine, target, name, args, at);
    case 'column':
      return callColumn(machine, target, name, args, at);
    case 'literal':
    case 'text':
    case 'cell':
      if (isDataMethod(name)) noteHarmless(machine, 'data', `.${name}`, at);
      return callString(machine, target, name, args);
    case 'opaque':
      return callOpaqueMethod(machine, target, name, args, at);
    default:
      return callMemberOf(machine, target, name, args, at, self);
  }
}

function isAnswer(value: Value | undefined): boolean {
  return value?.kind === 'object' && value.nature === 'response';
}

function callMemberOf(
  machine: Machine,
  target: Value,
  name: string,
  args: readonly Value[],
  at: Location,
  self: Value,
): Value {
  if (target.kind === 'external') {
    const given = target.path[0]?.startsWith('Inject') === true ? injected(machine, target) : undefined;
    if (given !== undefined) return callMethod(machine, given, name, args, at);
    return callExternal(machine, { ...target, path: [...target.path, name] }, args, at);
  }
  if (target.kind === 'function' || target.kind === 'native') {
    const applied = apply(machine, target, name, args, at);
    if (applied !== undefined) return applied;
  }
  const member = getMember(machine, target, name, at);
  if (member.kind === 'opaque' && target.kind === 'object' && OBJECT_METHODS.has(name)) return DATA;
  return isAnswer(target) && member.kind === 'function'
    ? answerThrough(machine, member, args, at, target)
    : callValue(machine, member, args, at, self);
}

const OBJECT_METHODS = new Set(['hasOwnProperty', 'toString', 'valueOf', 'isPrototypeOf', 'toJSON']);

/** A method of the response that middleware has replaced: the answer is still placed where the handler gives it. */
function answerThrough(machine: Machine, member: Value, args: readonly Value[], at: Location, target: Value): Value {
  const request = machine.request;
  const before = request?.answerPlace;
  if (request !== undefined) request.answerPlace = before ?? at;
  const result = callValue(machine, member, args, at, target);
  if (request !== undefined) request.answerPlace = before;
  return result;
}

/** `call`, `apply` and `bind` of a function. */
function apply(machine: Machine, target: Value, name: string, args: readonly Value[], at: Location): Value | undefined {
  if (name === 'call') return callValue(machine, target, args.slice(1), at, args[0]);
  if (name === 'bind') return target.kind === 'function' && args[0] !== undefined ? bind(target, args[0]) : target;
  if (name !== 'apply') return undefined;
  const list = args[1];
  return callValue(machine, target, list?.kind === 'array' ? list.items : [], at, args[0]);
}

function selfOf(callee: FunctionValue, self: Value | undefined): Value | undefined {
  return callee.node.type === 'ArrowFunctionExpression' ? undefined : (callee.self ?? self);
}

/** Calls a value. One that is not known to be a function is listed as an unknown call, and the functions given to it are assumed to run once. */
export function callValue(machine: Machine, callee: Value, args: readonly Value[], at: Location, self?: Value): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(machine, callee, args, at, selfOf(callee, self));
    case 'native':
      return callee.call({ args, self, at, construct: false });
    case 'external':
      return callExternal(machine, callee, args, at);
    case 'class':
      return construct(machine, callee, args, at);
    case 'union':
      return callEach(machine, present(callee), at, (part) => callValue(machine, part, args, at, self));
    case 'object':
      return callObject(machine, callee, args, at);
    case 'opaque':
      return callOpaque(machine, callee, args, at);
    default:
      return derived(args);
  }
}

/** Calls each alternative aside: one of them happens. */
function callEach(machine: Machine, all: readonly Value[], at: Location, call: (part: Value) => Value): Value {
  const parts = withoutKept(all);
  const [only] = parts;
  if (only === undefined || parts.length === 1) return only === undefined ? DATA : call(only);
  const share = (machine.stepLimit - machine.steps) / parts.length;
  const runs = parts.map((part) => runAside(machine, () => withinSteps(machine, () => call(part), share)));
  merge(
    machine.trail,
    runs.map((one) => one.writes),
    true,
    union,
  );
  const busy = runs.filter((one) => one.recording.entries.length > 0);
  const first = busy[0];
  const pending = runs.some((one) => one.result.kind === 'builder');
  if (busy.length === 1 && first !== undefined && !pending) machine.recording.entries.push(...first.recording.entries);
  else if (busy.length > 0)
    record(machine, {
      kind: 'choice',
      at,
      branches: runs.map((one) => ({ likelihood: 'even', leaves: false, recording: one.recording })),
    });
  return union(runs.map((one) => one.result));
}

function callObject(machine: Machine, callee: ObjectValue, args: readonly Value[], at: Location): Value {
  const own = callee.fields.get('()');
  return own === undefined ? derived(args) : callValue(machine, own, args, at, callee);
}

function callOpaqueMethod(machine: Machine, target: Opaque, name: string, args: readonly Value[], at: Location): Value {
  if (target.origin === 'unknown' || target.origin === 'state') {
    const builtin = callBuiltin(machine, target.name, name, args, at);
    if (builtin !== undefined) return builtin;
  }
  if (target.origin !== 'unknown') {
    noteMethod(machine, target, name, at);
    if (args[0]?.kind === 'function' && !goesOverElements(name))
      return runCallbacks(machine, args, at, name === 'then');
    if (goesOverElements(name))
      return callList(machine, { kind: 'list', element: target, size: sizeOf(target) }, name, args, at);
    return callString(machine, target, name, args);
  }
  return callOpaque(machine, { ...target, name: target.name === '' ? name : `${target.name}.${name}` }, args, at);
}

function sizeOf(target: Opaque): { kind: 'request'; name: string } | { kind: 'unknown'; hint: string } {
  return target.origin === 'request' ? { kind: 'request', name: target.name } : { kind: 'unknown', hint: target.name };
}

function callOpaque(machine: Machine, callee: Opaque, args: readonly Value[], at: Location): Value {
  const builtin = callBuiltin(machine, '', callee.name, args, at);
  if (builtin !== undefined) return builtin;
  if (callee.origin === 'data') return derived(args);
  noteUnfollowed(machine, callee, at);
  return runCallbacks(machine, args, at);
}
