import type { Expression, SwitchCase, SwitchStatement } from 'oxc-parser';
import type { Machine } from '../machine.ts';
import type { Scope } from '../values/scope.ts';
import { truth } from '../values/truth.ts';
import { alternatives } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import { evaluate } from './expressions.ts';
import { binary } from './operators.ts';

/** What a condition asks, as far as that tells which branch is usual. */
export interface Test {
  /** True when the condition holds if the thing is missing: `!row`, `x === undefined`, `list.length === 0`. */
  readonly absent: boolean;
  /** It asks a yes or no question (`isAdmin`), not whether something is there. */
  readonly question: boolean;
  /** It asks about something kept between requests: a cache. */
  readonly state: boolean;
  /** It asks about a row, or what was computed from one. */
  readonly row: boolean;
  /** It asks about a column of a row, which may well be empty. */
  readonly column: boolean;
}

export function describeTest(node: Expression, value: Value): Test {
  const parts = alternatives(value);
  const row = parts.some((part) => part.kind === 'row' || (part.kind === 'opaque' && part.sources !== undefined));
  return {
    absent: asksAbsence(node),
    question: QUESTION_NAME.test(nameOf(node)),
    state: parts.some((part) => part.kind === 'opaque' && part.origin === 'state') || STATE_NAME.test(nameOf(node)),
    row,
    column: row && asksMember(node),
  };
}

function asksMember(node: Expression): boolean {
  switch (node.type) {
    case 'UnaryExpression':
      return asksMember(node.argument);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return node.left.type !== 'PrivateIdentifier' && asksMember(node.left);
    case 'ChainExpression':
      return true;
    default:
      return node.type === 'MemberExpression';
  }
}

const QUESTION_NAME = /^(?:is|has|can|should|needs|allow|enable|use|with)[A-Z_]/;
const STATE_NAME = /^(is)?cached|Cached$|^cache(Hit|d)?$/;

function asksAbsence(node: Expression): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '!' && !asksAbsence(node.argument);
  if (node.type === 'LogicalExpression') return asksAbsence(node.left);
  if (node.type !== 'BinaryExpression' || !/^={2,3}$/.test(node.operator)) return false;
  const right = node.right;
  if (right.type === 'Identifier') return right.name === 'undefined';
  return right.type === 'Literal' && (right.value === null || right.value === 0);
}

function nameOf(node: Expression): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'UnaryExpression') return nameOf(node.argument);
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') return node.property.name;
  return '';
}

/** The case of a switch that is the one, when everything before it is known not to be. */
export function certainCase(
  machine: Machine,
  scope: Scope,
  { cases }: SwitchStatement,
  subject: Value,
): number | undefined {
  for (const [index, { test }] of cases.entries()) {
    const same = test === null ? undefined : truth(binary(machine, '===', subject, evaluate(machine, scope, test)));
    if (same !== false) return same === true ? index : undefined;
  }
  return undefined;
}

/** The statements of a case, and of those that it falls into. */
export function fallThrough(cases: readonly SwitchCase[], from: number): SwitchCase['consequent'] {
  const statements: SwitchCase['consequent'] = [];
  for (const branch of cases.slice(from)) {
    statements.push(...branch.consequent);
    const last = branch.consequent.at(-1);
    const text = last?.type === 'BlockStatement' ? last.body.at(-1)?.type : last?.type;
    if (text !== undefined && /^(Break|Return|Throw|Continue)Statement$/.test(text)) break;
  }
  return statements;
}
