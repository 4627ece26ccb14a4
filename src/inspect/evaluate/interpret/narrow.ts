import type { Expression } from 'oxc-parser';
import type { Machine } from '../machine.ts';
import { type Scope, scopeOf } from '../values/scope.ts';
import { writeKey } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import type { Value } from '../values/values.ts';

/** Keeps, of what a variable or a field may be, what agrees with the outcome of a condition: after `if (!user) return`, the user is there. */
export function narrow(machine: Machine, scope: Scope, test: Expression, outcome: boolean): void {
  if (test.type === 'UnaryExpression' && test.operator === '!') narrow(machine, scope, test.argument, !outcome);
  else if (test.type === 'ParenthesizedExpression') narrow(machine, scope, test.expression, outcome);
  else if (test.type === 'LogicalExpression' && test.operator !== '??') narrowBoth(machine, scope, test, outcome);
  else keep(machine, scope, test, outcome);
}

/** Both sides of `a && b` hold when it does; when it does not, the one that is left over when the other holds. */
function narrowBoth(
  machine: Machine,
  scope: Scope,
  { left, right, operator }: Expression & { type: 'LogicalExpression' },
  outcome: boolean,
): void {
  const neutral = operator === '&&';
  if (outcome === neutral || holds(machine, scope, right) === neutral) narrow(machine, scope, left, outcome);
  if (outcome === neutral || holds(machine, scope, left) === neutral) narrow(machine, scope, right, outcome);
}

function holds(machine: Machine, scope: Scope, node: Expression): boolean | undefined {
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = holds(machine, scope, node.argument);
    return inner === undefined ? undefined : !inner;
  }
  const place = placeOf(scope, node);
  const value = place?.cells.get(place.key);
  return value === undefined ? undefined : truth(value);
}

function keep(machine: Machine, scope: Scope, node: Expression, outcome: boolean): void {
  const place = placeOf(scope, node);
  const value = place?.cells.get(place.key);
  if (place === undefined || value?.kind !== 'union') return;
  const kept = value.of.filter((part) => part.kind !== 'literal' || truth(part) === outcome);
  if (kept.length > 0 && kept.length < value.of.length) writeKey(machine.trail, place.cells, place.key, union(kept));
}

/** Where a variable, or a field of a variable, is held. */
function placeOf(scope: Scope, node: Expression) {
  if (node.type === 'Identifier') {
    const owner = scopeOf(scope, node.name);
    return owner === undefined || owner.changeable?.has(node.name) === true || owner.imports?.has(node.name) === true
      ? undefined
      : { cells: owner.variables, key: node.name };
  }
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return undefined;
  const target = variable(scope, node.object as Expression);
  return target?.kind === 'object' ? { cells: target.fields, key: node.property.name } : undefined;
}

function variable(scope: Scope, node: Expression): Value | undefined {
  const place = node.type === 'Identifier' ? placeOf(scope, node) : undefined;
  return place?.cells.get(place.key);
}
