import type { Argument, ArrayExpression, Expression, ObjectExpression } from 'oxc-parser';
import { type Machine, spend } from '../machine.ts';
import { importModule } from '../modules/load.ts';
import type { Cells } from '../values/cells.ts';
import { DATA, derived, literal, newArray, newObject, opaque, settled, UNDEFINED } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import type { Value } from '../values/values.ts';
import { evaluateAssignment, evaluateUpdate } from './assign.ts';
import { evaluateCall } from './calls.ts';
import { makeClass } from './classes.ts';
import { evaluateNew } from './construct.ts';
import { makeFunction } from './functions.ts';
import { spreadItems } from './lists.ts';
import { evaluateMember, keyOf } from './members.ts';
import { evaluateBinary, evaluateConditional, evaluateLogical, evaluateTemplate, evaluateUnary } from './operators.ts';
import { awaitValue } from './promises.ts';
import { evaluateTagged } from './tagged.ts';
import { readVariable } from './variables.ts';

/** Evaluates an expression: gives what it may be worth, and records what it does. */
export function evaluate(machine: Machine, scope: Scope, node: Expression): Value {
  if (!spend(machine, node.start)) return DATA;
  switch (node.type) {
    case 'Literal':
      return literalOf(node);
    case 'Identifier':
      return readVariable(machine, scope, node.name);
    case 'TemplateLiteral':
      return evaluateTemplate(machine, scope, node);
    case 'MemberExpression':
      return evaluateMember(machine, scope, node);
    case 'CallExpression':
      return evaluateCall(machine, scope, node);
    case 'NewExpression':
      return evaluateNew(machine, scope, node);
    case 'AwaitExpression':
      return awaitValue(machine, evaluate(machine, scope, node.argument), machine.frame.file.at(node.start));
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return makeFunction(machine, scope, node);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return makeClass(machine, scope, node);
    case 'ObjectExpression':
      return evaluateObject(machine, scope, node);
    case 'ArrayExpression':
      return evaluateArray(machine, scope, node);
    case 'AssignmentExpression':
      return evaluateAssignment(machine, scope, node);
    default:
      return evaluateOther(machine, scope, node);
  }
}

function evaluateOther(machine: Machine, scope: Scope, node: Expression): Value {
  switch (node.type) {
    case 'LogicalExpression':
      return evaluateLogical(machine, scope, node);
    case 'ConditionalExpression':
      return evaluateConditional(machine, scope, node);
    case 'BinaryExpression':
      return evaluateBinary(machine, scope, node);
    case 'UnaryExpression':
      return evaluateUnary(machine, scope, node);
    case 'UpdateExpression':
      return evaluateUpdate(machine, scope, node);
    case 'ThisExpression':
      return machine.frame.self ?? opaque('unknown', 'this');
    case 'Super':
      return machine.frame.self ?? opaque('unknown', 'super');
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return evaluate(machine, scope, node.expression as Expression);
    default:
      return evaluateRare(machine, scope, node);
  }
}

function evaluateRare(machine: Machine, scope: Scope, node: Expression): Value {
  switch (node.type) {
    case 'SequenceExpression': {
      let last: Value = UNDEFINED;
      for (const part of node.expressions) last = evaluate(machine, scope, part);
      return last;
    }
    case 'ImportExpression':
      return settled(importModule(machine, evaluate(machine, scope, node.source), machine.frame.file.at(node.start)));
    case 'TaggedTemplateExpression':
      return evaluateTagged(machine, scope, node);
    case 'YieldExpression':
      return node.argument === null ? UNDEFINED : evaluate(machine, scope, node.argument);
    case 'MetaProperty':
      return newObject(false, [
        ['url', opaque('environment', 'import.meta.url')],
        ['dirname', literal(machine.frame.file.path.replace(/\/?[^/]*$/, ''))],
        ['filename', literal(machine.frame.file.path)],
      ]);
    default:
      return DATA;
  }
}

function literalOf(node: Expression & { type: 'Literal' }): Value {
  if ('regex' in node && node.regex !== undefined) return opaque('data', `/${node.regex.pattern}/`);
  const value = node.value;
  if (typeof value === 'bigint' || value instanceof RegExp) return DATA;
  return literal(value);
}

function evaluateObject(machine: Machine, scope: Scope, node: ObjectExpression): Value {
  const object = newObject(machine.phase === 'startup');
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(object.fields, object.spreads, evaluate(machine, scope, property.argument));
      continue;
    }
    const key = keyOf(machine, scope, property.key, property.computed);
    const value =
      property.value.type === 'FunctionExpression' && property.method
        ? makeFunction(machine, scope, property.value, object)
        : evaluate(machine, scope, property.value);
    if (key === undefined) object.spreads.push(derived([value]));
    else if (property.kind !== 'init') object.fields.set(key, DATA);
    else object.fields.set(key, value);
  }
  // Of what a request builds, a condition or data to write, a field that may be missing says nothing more.
  object.fields.listed = machine.phase === 'startup' && object.spreads.length === 0;
  return object;
}

function spreadInto(fields: Cells, spreads: Value[], value: Value): void {
  if (value.kind === 'object') {
    for (const [key, field] of value.fields) fields.set(key, field);
    spreads.push(...value.spreads);
  } else if (value.kind === 'union') {
    for (const part of value.of) spreadInto(fields, spreads, part);
  } else if (value.kind !== 'literal') spreads.push(value);
}

function evaluateArray(machine: Machine, scope: Scope, node: ArrayExpression): Value {
  const items: Value[] = [];
  for (const element of node.elements) {
    if (element === null) items.push(UNDEFINED);
    else if (element.type !== 'SpreadElement') items.push(evaluate(machine, scope, element));
    else {
      const spread = spreadItems(evaluate(machine, scope, element.argument));
      if (spread.kind === 'list' && node.elements.length === 1) return spread;
      items.push(...(spread.kind === 'array' ? spread.items : [spread]));
    }
  }
  return newArray(items);
}

/** Evaluates the arguments of a call, spreads included when their elements are known. */
export function evaluateArguments(machine: Machine, scope: Scope, nodes: readonly Argument[]): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      values.push(evaluate(machine, scope, node));
      continue;
    }
    const spread = spreadItems(evaluate(machine, scope, node.argument));
    if (spread.kind === 'array') values.push(...spread.items);
    else values.push(spread.kind === 'list' ? spread.element : DATA);
  }
  return values;
}
