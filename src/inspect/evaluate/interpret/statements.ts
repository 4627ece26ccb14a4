import type { Directive, Statement, TSEnumDeclaration, VariableDeclaration } from 'oxc-parser';
import { type Machine, spend } from '../machine.ts';
import { literal, newObject, UNDEFINED } from '../values/create.ts';
import { childScope, type Scope } from '../values/scope.ts';
import { bindPattern } from './assign.ts';
import { type Completion, evaluateIf, evaluateSwitch, evaluateTry } from './branches.ts';
import { makeClass } from './classes.ts';
import { evaluate } from './expressions.ts';
import { makeFunction } from './functions.ts';
import { evaluateLoop } from './loops.ts';
import { declare } from './variables.ts';

/** Evaluates statements in order, function declarations first, until one ends the flow. */
export function evaluateStatements(
  machine: Machine,
  scope: Scope,
  nodes: readonly (Statement | Directive)[],
): Completion {
  hoist(machine, scope, nodes);
  for (const node of nodes) {
    const completion = evaluateStatement(machine, scope, node as Statement);
    if (completion !== 'normal') return completion;
  }
  return 'normal';
}

/** Declares the functions of a block before its statements run. */
export function hoist(machine: Machine, scope: Scope, nodes: readonly (Statement | Directive)[]): void {
  for (const node of nodes) {
    const declaration =
      node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : node;
    if (declaration?.type !== 'FunctionDeclaration' || declaration.id === null) continue;
    declare(scope, declaration.id.name, makeFunction(machine, scope, declaration));
  }
}

export function evaluateStatement(machine: Machine, scope: Scope, node: Statement): Completion {
  if (!spend(machine, node.start)) return 'return';
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(machine, scope, node.expression);
      return 'normal';
    case 'VariableDeclaration':
      evaluateDeclaration(machine, scope, node);
      return 'normal';
    case 'ReturnStatement':
      machine.frame.returns.push(node.argument === null ? UNDEFINED : evaluate(machine, scope, node.argument));
      return 'return';
    case 'IfStatement':
      return evaluateIf(machine, scope, node);
    case 'BlockStatement':
      return evaluateStatements(machine, declares(node.body) ? childScope(scope) : scope, node.body);
    case 'TryStatement':
      return evaluateTry(machine, scope, node);
    case 'ThrowStatement':
      evaluate(machine, scope, node.argument);
      return 'throw';
    case 'SwitchStatement':
      return evaluateSwitch(machine, scope, node);
    case 'BreakStatement':
      return 'break';
    case 'ContinueStatement':
      return 'continue';
    case 'LabeledStatement':
      return evaluateStatement(machine, scope, node.body);
    default:
      return evaluateOther(machine, scope, node);
  }
}

/** A block that declares nothing needs no scope of its own. */
function declares(nodes: readonly (Statement | Directive)[]): boolean {
  return nodes.some((node) => node.type.endsWith('Declaration'));
}

function evaluateOther(machine: Machine, scope: Scope, node: Statement): Completion {
  switch (node.type) {
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return evaluateLoop(machine, scope, node);
    case 'ClassDeclaration':
      if (node.id !== null) declare(scope, node.id.name, makeClass(machine, scope, node));
      return 'normal';
    case 'TSEnumDeclaration':
      evaluateEnum(machine, scope, node);
      return 'normal';
    default:
      return 'normal';
  }
}

export function evaluateDeclaration(machine: Machine, scope: Scope, node: VariableDeclaration): void {
  if (node.declare === true) return;
  for (const declarator of node.declarations) {
    const value = declarator.init === null ? UNDEFINED : evaluate(machine, scope, declarator.init);
    bindPattern(machine, scope, declarator.id, named(value, declarator.id));
    if (node.kind !== 'const' && declarator.id.type === 'Identifier') scope.changeable?.add(declarator.id.name);
  }
}

/** A function takes the name of the variable it is stored in. */
function named(
  value: ReturnType<typeof evaluate>,
  id: { readonly type: string; readonly name?: string },
): typeof value {
  if (value.kind !== 'function' || value.name !== '' || id.type !== 'Identifier') return value;
  return { ...value, name: id.name ?? '' };
}

function evaluateEnum(machine: Machine, scope: Scope, node: TSEnumDeclaration): void {
  const object = newObject(true);
  let next = 0;
  for (const member of node.body.members) {
    const key = member.id.type === 'Identifier' ? member.id.name : 'value' in member.id ? String(member.id.value) : '';
    const value = member.initializer === null ? literal(next) : evaluate(machine, scope, member.initializer);
    if (value.kind === 'literal' && typeof value.value === 'number') next = value.value + 1;
    object.fields.set(key, value);
  }
  declare(scope, node.id.name, object);
}
