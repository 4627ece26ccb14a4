import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  PrivateInExpression,
  TemplateLiteral,
  UnaryExpression,
} from 'oxc-parser';
import { routerOf } from '../libraries/routers.ts';
import { type Machine, runAside } from '../machine.ts';
import { DATA, derived, FALSE, judged, literal, opaque, TRUE, UNDEFINED } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import { merge } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import type { Opaque, Value } from '../values/values.ts';
import { recordChoice } from './branches.ts';
import { evaluate } from './expressions.ts';
import { answerAboutPath } from './strings.ts';
import { describeTest } from './tests.ts';

export function evaluateTemplate(machine: Machine, scope: Scope, node: TemplateLiteral): Value {
  const parts: Value[] = [];
  node.quasis.forEach((quasi, index) => {
    if (quasi.value.cooked !== '' && quasi.value.cooked !== null) parts.push(literal(quasi.value.cooked));
    const expression = node.expressions[index];
    if (expression !== undefined) parts.push(evaluate(machine, scope, expression));
  });
  return text(parts);
}

const MOST_PARTS = 24;

/** A string made of parts, as known as they are. */
export function text(parts: readonly Value[]): Value {
  const flat: Value[] = [];
  for (const part of parts.flatMap((value) => (value.kind === 'text' ? value.parts : [value]))) {
    const last = flat.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal')
      flat[flat.length - 1] = literal(`${last.value}${part.value}`);
    else if (flat.length < MOST_PARTS) flat.push(part);
  }
  const only = flat[0];
  if (only === undefined) return literal('');
  if (flat.length === 1 && only.kind === 'literal') return literal(String(only.value));
  return { kind: 'text', parts: flat };
}

export function evaluateBinary(machine: Machine, scope: Scope, node: BinaryExpression | PrivateInExpression): Value {
  if (node.left.type === 'PrivateIdentifier') return DATA;
  const left = evaluate(machine, scope, node.left);
  const right = evaluate(machine, scope, node.right);
  return binary(machine, node.operator, left, right);
}

export function binary(machine: Machine, operator: string, left: Value, right: Value): Value {
  const operate = OPERATIONS[operator];
  if (left.kind === 'literal' && right.kind === 'literal' && operate !== undefined)
    return operate(left.value, right.value);
  if (operator === '+' && (isText(left) || isText(right))) return text([left, right]);
  if (operator === 'instanceof') return isRouter(machine, left, right) ?? derived([left, right]);
  if (operator.startsWith('==') || operator.startsWith('!=')) return compare(machine, operator, left, right);
  if (operator === '-' && isClock(left) && isClock(right)) return opaque('duration', '');
  if (isClock(left) && right.kind === 'literal') return left;
  const timed = [left, right].find((part): part is Opaque => part.kind === 'opaque' && part.origin === 'duration');
  return timed ?? derived([left, right]);
}

function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'literal' && typeof value.value === 'string');
}

function isClock(value: Value): boolean {
  return value.kind === 'opaque' && value.origin === 'clock';
}

/** Whether a module of a folder that is gone through is a router of the package asked about. */
function isRouter(machine: Machine, left: Value, right: Value): Value | undefined {
  if (right.kind !== 'external' || !/router$/i.test(right.path.at(-1) ?? right.package)) return undefined;
  if (routerOf(machine, left) !== undefined) return TRUE;
  return ['object', 'function', 'class', 'array'].includes(left.kind) ? FALSE : undefined;
}

function compare(machine: Machine, operator: string, left: Value, right: Value): Value {
  const answer =
    answerAboutPath(machine, left, '===', right) ??
    answerAboutPath(machine, right, '===', left) ??
    compareKinds(left, right);
  if (answer === undefined) return judged([left, right]);
  return (operator[0] === '!' ? !answer : answer) ? TRUE : FALSE;
}

/** Something that exists is not null; nothing else is decided. */
function compareKinds(left: Value, right: Value): boolean | undefined {
  const [nothing, other] = left.kind === 'literal' ? [left, right] : [right, left];
  if (nothing.kind !== 'literal' || (nothing.value !== null && nothing.value !== undefined)) return undefined;
  return ['object', 'array', 'function', 'class', 'list', 'native', 'table', 'database'].includes(other.kind)
    ? false
    : undefined;
}

type Primitive = string | number | boolean | null | undefined;

function numeric(operate: (a: number, b: number) => number | boolean): (a: Primitive, b: Primitive) => Value {
  return (a, b) => {
    const result = operate(Number(a), Number(b));
    return Number.isNaN(result) ? DATA : literal(result);
  };
}

const OPERATIONS: Readonly<Record<string, (a: Primitive, b: Primitive) => Value>> = {
  '+': (a, b) => literal(typeof a === 'string' || typeof b === 'string' ? `${a}${b}` : Number(a) + Number(b)),
  '-': numeric((a, b) => a - b),
  '*': numeric((a, b) => a * b),
  '/': numeric((a, b) => a / b),
  '%': numeric((a, b) => a % b),
  '**': numeric((a, b) => a ** b),
  '<<': numeric((a, b) => a << b),
  '<': numeric((a, b) => a < b),
  '>': numeric((a, b) => a > b),
  '<=': numeric((a, b) => a <= b),
  '>=': numeric((a, b) => a >= b),
  '===': (a, b) => literal(a === b),
  '!==': (a, b) => literal(a !== b),
  '==': (a, b) => literal((a ?? null) === (b ?? null)),
  '!=': (a, b) => literal((a ?? null) !== (b ?? null)),
};

export function evaluateUnary(machine: Machine, scope: Scope, node: UnaryExpression): Value {
  const value = evaluate(machine, scope, node.argument);
  switch (node.operator) {
    case '!': {
      const known = truth(value);
      return known === undefined ? judged([value]) : literal(!known);
    }
    case 'void':
      return UNDEFINED;
    case 'typeof':
      return value.kind === 'literal'
        ? literal(value.value === null ? 'object' : typeof value.value)
        : derived([value]);
    case '-':
      return value.kind === 'literal' ? literal(-Number(value.value)) : derived([value]);
    case '+':
      return value.kind === 'literal' ? literal(Number(value.value)) : value;
    default:
      return DATA;
  }
}

export function evaluateLogical(machine: Machine, scope: Scope, node: LogicalExpression): Value {
  const left = evaluate(machine, scope, node.left);
  const known = node.operator === '??' ? presence(left) : truth(left);
  const takesRight = node.operator === '&&' ? known : known === undefined ? undefined : !known;
  if (takesRight === false) return left;
  if (takesRight === true) return evaluate(machine, scope, node.right);
  const run = runAside(machine, () => evaluate(machine, scope, node.right));
  merge(machine.trail, [run.writes], false, union);
  const test = describeTest(node.left, left);
  // `!row || …`, `row && …`: the row is usually there, so that the right side is usually reached.
  const reached = { ...test, state: test.state || (test.row && !test.column) };
  recordChoice(machine, machine.frame.file.at(node.start), reached, node.operator !== '&&', [
    { recording: run.recording, completion: 'normal' },
  ]);
  return union(node.operator === '&&' ? [UNDEFINED, run.result] : [left, run.result]);
}

function presence(value: Value): boolean | undefined {
  if (value.kind === 'literal') return value.value !== null && value.value !== undefined;
  return truth(value) === true ? true : undefined;
}

export function evaluateConditional(machine: Machine, scope: Scope, node: ConditionalExpression): Value {
  const test = evaluate(machine, scope, node.test);
  const known = truth(test);
  if (known !== undefined) return evaluate(machine, scope, known ? node.consequent : node.alternate);
  const one = runAside(machine, () => evaluate(machine, scope, node.consequent));
  const other = runAside(machine, () => evaluate(machine, scope, node.alternate));
  merge(machine.trail, [one.writes, other.writes], true, union);
  recordChoice(machine, machine.frame.file.at(node.start), describeTest(node.test as Expression, test), false, [
    { recording: one.recording, completion: 'normal' },
    { recording: other.recording, completion: 'normal' },
  ]);
  return union([one.result, other.result]);
}
