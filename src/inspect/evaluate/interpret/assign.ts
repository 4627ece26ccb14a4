import type {
  AssignmentExpression,
  AssignmentTarget,
  AssignmentTargetMaybeDefault,
  BindingPattern,
  Expression,
  FormalParameterRest,
  ObjectPattern,
  UpdateExpression,
} from 'oxc-parser';
import { assignFramework } from '../libraries/frameworks.ts';
import { markOnce } from '../libraries/marks.ts';
import { type Machine, runAside } from '../machine.ts';
import { change } from '../values/cells.ts';
import { DATA, derived, newObject, UNDEFINED } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import { merge, writeKey } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import { evaluate } from './expressions.ts';
import { itemAt, restItems } from './lists.ts';
import { getMember, keyOf } from './members.ts';
import { binary } from './operators.ts';
import { fromAnnotation } from './types.ts';
import { assignVariable, declare, isGlobal, readVariable, writeGlobal } from './variables.ts';

type Target = BindingPattern | AssignmentTarget | AssignmentTargetMaybeDefault | FormalParameterRest;
type Store = (machine: Machine, scope: Scope, name: string, value: Value) => void;

const declaring: Store = (_machine, scope, name, value) => declare(scope, name, value);

/** Declares the variables of a pattern with the parts of a value. */
export function bindPattern(machine: Machine, scope: Scope, pattern: Target, value: Value): void {
  destructure(machine, scope, pattern, value, declaring);
}

function destructure(machine: Machine, scope: Scope, pattern: Target, value: Value, store: Store): void {
  switch (pattern.type) {
    case 'Identifier':
      store(machine, scope, pattern.name, fromAnnotation(machine, scope, pattern, value));
      return;
    case 'AssignmentPattern':
      destructure(machine, scope, pattern.left, withDefault(machine, scope, value, pattern.right), store);
      return;
    case 'ObjectPattern':
      destructureObject(machine, scope, pattern as ObjectPattern, value, store);
      return;
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (element === null) continue;
        if (element.type === 'RestElement')
          destructure(machine, scope, element.argument, restItems(value, index), store);
        else destructure(machine, scope, element, itemAt(value, index), store);
      }
      return;
    case 'MemberExpression':
      assignMember(machine, scope, pattern, value);
      return;
    case 'RestElement':
      destructure(machine, scope, pattern.argument, value, store);
      return;
    default:
      if ('expression' in pattern) destructure(machine, scope, pattern.expression as Target, value, store);
  }
}

function withDefault(machine: Machine, scope: Scope, value: Value, fallback: Expression): Value {
  if (value.kind === 'literal' && value.value === undefined) return evaluate(machine, scope, fallback);
  if (value.kind !== 'opaque') return value;
  return union([value, evaluate(machine, scope, fallback)]);
}

function destructureObject(machine: Machine, scope: Scope, pattern: ObjectPattern, value: Value, store: Store): void {
  const taken: string[] = [];
  for (const property of pattern.properties) {
    const at = machine.frame.file.at(property.start);
    if (property.type === 'RestElement') {
      destructure(machine, scope, property.argument, withoutFields(value, taken), store);
      continue;
    }
    const key = keyOf(machine, scope, property.key, property.computed);
    if (key !== undefined) taken.push(key);
    destructure(
      machine,
      scope,
      property.value,
      key === undefined ? derived([value]) : getMember(machine, value, key, at),
      store,
    );
  }
}

function withoutFields(value: Value, taken: readonly string[]): Value {
  if (value.kind !== 'object') return value;
  const rest = newObject(
    false,
    [...value.fields].filter(([key]) => !taken.includes(key)),
  );
  rest.spreads.push(...value.spreads);
  return rest;
}

export function evaluateAssignment(machine: Machine, scope: Scope, node: AssignmentExpression): Value {
  if (node.operator === '=') {
    const value = evaluate(machine, scope, node.right);
    destructure(machine, scope, node.left, value, assignVariable);
    return value;
  }
  const before = evaluate(machine, scope, node.left as Expression);
  const operator = node.operator.slice(0, -1);
  const value = ['||', '&&', '??'].includes(operator)
    ? assignLogically(machine, scope, node, operator, before)
    : binary(machine, operator, before, evaluate(machine, scope, node.right));
  destructure(machine, scope, node.left, value, assignVariable);
  return value;
}

function assignLogically(
  machine: Machine,
  scope: Scope,
  node: AssignmentExpression,
  operator: string,
  before: Value,
): Value {
  const known = truth(before);
  if (known !== undefined && (operator === '&&') !== known) return before;
  const aside = runAside(machine, () => evaluate(machine, scope, node.right));
  merge(machine.trail, [aside.writes], false, union);
  const state = before.kind === 'opaque' && before.origin === 'state';
  machine.recording.entries.push({
    kind: 'choice',
    at: machine.frame.file.at(node.start),
    branches: [
      { likelihood: state ? 'rare' : 'even', leaves: false, recording: aside.recording },
      { likelihood: state ? 'usual' : 'even', leaves: false, recording: { entries: [] } },
    ],
  });
  return union([before, aside.result]);
}

function assignMember(
  machine: Machine,
  scope: Scope,
  node: AssignmentTarget & { type: 'MemberExpression' },
  value: Value,
): void {
  const object = node.object as Expression;
  const target = object.type === 'Super' ? machine.frame.self : evaluate(machine, scope, object);
  const key = keyOf(machine, scope, node.property, node.computed);
  const at = machine.frame.file.at(node.start);
  if (target?.kind === 'object' && key !== undefined && assignFramework(machine, target, key, value, at)) return;
  if (target !== undefined && key !== undefined && isGlobal(target)) writeGlobal(machine, key, value);
  else if (target !== undefined) setMember(machine, target, key, value);
  if (key === 'UV_THREADPOOL_SIZE') markOnce(machine, 'threads', at, value);
}

const MOST_ITEMS = 1000;

/** Sets a member of whatever has members that matter; a name only known at run time adds to all of them. */
function setMember(machine: Machine, target: Value, key: string | undefined, value: Value): void {
  switch (target.kind) {
    case 'object':
      if (key === undefined) {
        change(target.fields);
        target.spreads.push(value);
      } else writeKey(machine.trail, target.fields, key, value);
      return;
    case 'function':
    case 'class':
      if (key !== undefined) writeKey(machine.trail, target.fields, key, value);
      return;
    case 'array':
      if (key === undefined || !/^\d+$/.test(key) || Number(key) >= MOST_ITEMS) return;
      change(target.items);
      while (target.items.length < Number(key)) target.items.push(UNDEFINED);
      target.items[Number(key)] = value;
      return;
    case 'row':
      target.assigned?.(key);
      return;
    case 'union':
      for (const part of target.of) setMember(machine, part, key, value);
  }
}

export function evaluateUpdate(machine: Machine, scope: Scope, node: UpdateExpression): Value {
  const before = evaluate(machine, scope, node.argument as Expression);
  if (node.argument.type === 'Identifier') {
    const after = binary(
      machine,
      node.operator === '++' ? '+' : '-',
      readVariable(machine, scope, node.argument.name),
      {
        kind: 'literal',
        value: 1,
      },
    );
    assignVariable(machine, scope, node.argument.name, after);
  }
  if (node.argument.type === 'MemberExpression' && before.kind === 'cell')
    destructure(machine, scope, node.argument, DATA, assignVariable);
  return before.kind === 'literal' ? before : DATA;
}
