import type { ArrowFunctionExpression, Expression, FunctionBody, Function as FunctionNode } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';
import { withinShare } from '../budget.ts';
import { type Frame, type Machine, MOST_DEPTH, record, reportUnknown, runInto } from '../machine.ts';
import { isOnlyAgain } from '../program/contents.ts';
import { emptyRecording, newTask, type Recording } from '../program/recording.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { enter, newCells, spoil } from '../values/cells.ts';
import { DATA, newArray, opaque, settled, UNDEFINED } from '../values/create.ts';
import { childScope, type Scope } from '../values/scope.ts';
import { identity, union } from '../values/union.ts';
import type { ClassValue, FunctionValue, Value } from '../values/values.ts';
import { bindPattern } from './assign.ts';
import { evaluate } from './expressions.ts';
import { restItems } from './lists.ts';
import { awaitValue } from './promises.ts';
import { evaluateStatements } from './statements.ts';
import { callOnce, type Outcome } from './summaries.ts';
import { declare } from './variables.ts';

type Code = FunctionNode | ArrowFunctionExpression;

/** A function value that closes over a scope. `self` is the object it is a method of; an arrow function keeps the one around it. */
export function makeFunction(
  machine: Machine,
  scope: Scope,
  node: Code,
  self?: Value,
  home?: ClassValue,
): FunctionValue {
  const arrow = node.type === 'ArrowFunctionExpression';
  const owner = home ?? (arrow ? machine.frame.home : undefined);
  const fields = newCells();
  return {
    kind: 'function',
    id: fields.born,
    node,
    file: machine.frame.file,
    scope,
    self: arrow ? machine.frame.self : self,
    name: node.id?.name ?? '',
    home: owner,
    fields,
  };
}

/** Calls a function of the project: its steps are recorded inside a call entry, or inside a task when it is asynchronous. */
export function callFunction(
  machine: Machine,
  value: FunctionValue,
  args: readonly Value[],
  at: Location,
  self?: Value,
  kind: Frame['kind'] = 'function',
): Value {
  if (value.node.body === null) return opaque('unknown', value.name);
  if (!canEnter(machine, value.node, args, at)) return opaque('data', '');
  const { result, recording } =
    kind === 'function'
      ? callOnce(machine, value, self, args, () => withoutIdle(machine, run(machine, value, args, at, self, kind)))
      : run(machine, value, args, at, self, kind);
  // The body of a generator, asynchronous or not, runs while its values are gone through.
  if (!value.node.async || value.node.generator) {
    if (recording.entries.length > 0) record(machine, { kind: 'call', at, recording });
    return value.node.generator
      ? { kind: 'list', element: result, size: { kind: 'unknown', hint: value.name } }
      : result;
  }
  if (recording.entries.length === 0) return settled(result);
  const task = newTask(at);
  task.recording.entries.push({ kind: 'call', at, recording });
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: result, task };
}

/** Evaluates a function to its end; an asynchronous one to what its promise gives. */
function run(
  machine: Machine,
  value: FunctionValue,
  args: readonly Value[],
  at: Location,
  self: Value | undefined,
  kind: Frame['kind'],
): Outcome {
  const recording = emptyRecording();
  const activated = (): Value => withinShare(machine, () => activate(machine, value, args, recording, self, kind));
  if (!value.node.async) return { result: activated(), recording };
  const result = runInto(machine, recording, () => awaitValue(machine, activated(), at));
  return { result, recording };
}

/** A function inside itself does what it did: where it did nothing, nothing is lost by not following it further. */
function withoutIdle(machine: Machine, outcome: Outcome): Outcome {
  return isOnlyAgain(outcome.recording, machine.stack) ? { ...outcome, recording: emptyRecording() } : outcome;
}

function canEnter(machine: Machine, node: Code, args: readonly Value[], at: Location): boolean {
  if (machine.stack.length >= MOST_DEPTH) {
    reportUnknown(machine, 'unknown.budget-depth', { count: MOST_DEPTH }, at);
    record(machine, { kind: 'unknown-call', name: 'depth', at, why: 'limit' });
    spoil();
    return false;
  }
  enter(node, machine.stack.length + 1);
  let running = 0;
  for (const other of machine.stack) if (other === node) running += 1;
  if (running === 0 || (running === 1 && !isAgain(machine, node, args))) return true;
  record(machine, { kind: 'unknown-call', name: 'recursion', at, why: 'recursion', again: node });
  return false;
}

/** A function that calls itself with what it was given tries again: its work is what it already did. */
function isAgain(machine: Machine, node: Code, args: readonly Value[]): boolean {
  const place = machine.stack.indexOf(node);
  const given = machine.given[place] ?? [];
  spoil(place);
  return given.length === args.length && args.every((arg, index) => identity(arg) === identity(given[index] ?? DATA));
}

function activate(
  machine: Machine,
  value: FunctionValue,
  args: readonly Value[],
  recording: Recording,
  self: Value | undefined,
  kind: Frame['kind'],
): Value {
  const saved = machine.frame;
  const arrow = value.node.type === 'ArrowFunctionExpression';
  machine.frame = {
    kind,
    file: value.file,
    self: arrow ? value.self : (self ?? value.self),
    home: value.home,
    returns: [],
    nested: false,
  };
  machine.stack.push(value.node);
  machine.given.push(args);
  const scope = childScope(value.scope);
  const result = runInto(machine, recording, () => {
    bindParameters(machine, scope, value, args);
    return evaluateBody(machine, scope, value.node.body);
  });
  machine.stack.pop();
  machine.given.pop();
  machine.frame = saved;
  return result;
}

function evaluateBody(machine: Machine, scope: Scope, body: FunctionBody | Expression | null): Value {
  if (body === null) return DATA;
  if (body.type !== 'BlockStatement') return evaluate(machine, scope, body as Expression);
  const completion = evaluateStatements(machine, scope, (body as FunctionBody).body);
  const { returns } = machine.frame;
  if (completion === 'normal' && returns.length > 0) return union([...returns, UNDEFINED]);
  return returns.length === 0 ? UNDEFINED : union(returns);
}

const readers = new WeakMap<Code, boolean>();

/** Whether the name `arguments` is written in a function. */
function usesArguments({ text }: ParsedFile, node: Code): boolean {
  const known = readers.get(node);
  if (known !== undefined) return known;
  const found = text.slice(node.start, node.end).includes('arguments');
  readers.set(node, found);
  return found;
}

function bindParameters(machine: Machine, scope: Scope, { file, node }: FunctionValue, args: readonly Value[]): void {
  if (usesArguments(file, node)) declare(scope, 'arguments', newArray(args));
  const typed = isThis(node.params[0]) ? 1 : 0;
  node.params.forEach((parameter, index) => {
    if (index < typed) return;
    if (parameter.type === 'RestElement') {
      bindPattern(machine, scope, parameter.argument, restItems(newArray(args), index - typed));
      return;
    }
    const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    bindPattern(machine, scope, pattern, args[index - typed] ?? UNDEFINED);
  });
}

/** `function create(this: Model, values)`: TypeScript only says what `this` is; no argument is for it. */
function isThis(parameter: Code['params'][number] | undefined): boolean {
  return parameter?.type === 'Identifier' && parameter.name === 'this';
}
