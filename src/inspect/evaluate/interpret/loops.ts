import type {
  DoWhileStatement,
  Expression,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  WhileStatement,
} from 'oxc-parser';
import type { Cardinality } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { type Leaving, type Machine, record, runAside } from '../machine.ts';
import type { Recording } from '../program/recording.ts';
import { DATA, derived } from '../values/create.ts';
import { childScope, type Scope, scopeOf } from '../values/scope.ts';
import { merge, writeKey } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import { bindPattern } from './assign.ts';
import { assignedNames } from './assigned.ts';
import type { Completion } from './branches.ts';
import { evaluate } from './expressions.ts';
import { asList, type Elements } from './lists.ts';
import { awaitValue } from './promises.ts';
import { retriesForEver } from './retries.ts';
import { evaluateDeclaration, evaluateStatement } from './statements.ts';

/** Lists of the code up to this length are gone through element by element. */
const MOST_UNROLLED_STARTUP = 400;
const MOST_UNROLLED_REQUEST = 6;

type Loop = ForStatement | ForOfStatement | ForInStatement | WhileStatement | DoWhileStatement;

export function evaluateLoop(machine: Machine, scope: Scope, node: Loop): Completion {
  const at = machine.frame.file.at(node.start);
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement')
    return evaluateForEach(machine, scope, node, at);
  const inner = childScope(scope);
  if (node.type === 'ForStatement' && node.init !== null) {
    if (node.init.type === 'VariableDeclaration') evaluateDeclaration(machine, inner, node.init);
    else evaluate(machine, inner, node.init);
  }
  const counted = node.type === 'ForStatement' ? countAtStartup(machine, inner, node) : undefined;
  if (counted !== undefined) return counted;
  const times = turns(machine, inner, node);
  forget(inner, machine, node);
  const test = node.test;
  if (test !== null && node.type !== 'DoWhileStatement' && truth(evaluate(machine, inner, test)) === false)
    return 'normal';
  if (retriesForEver(machine.frame.file, node)) record(machine, { kind: 'retry', at });
  repeat(machine, at, times, undefined, () => {
    const completion = evaluateStatement(machine, childScope(inner), node.body);
    if (node.type === 'ForStatement' && node.update !== null) evaluate(machine, inner, node.update);
    return completion;
  });
  return 'normal';
}

/** A counting loop at the start of the server registers things: it is gone through turn by turn. Undefined when its turns are not known. */
function countAtStartup(machine: Machine, scope: Scope, node: ForStatement): Completion | undefined {
  const test = node.test;
  if (machine.phase !== 'startup' || test === null || truth(evaluate(machine, scope, test)) !== true) return undefined;
  for (let turn = 0; turn < MOST_UNROLLED_STARTUP && truth(evaluate(machine, scope, test)) === true; turn++) {
    const completion = evaluateStatement(machine, childScope(scope), node.body);
    if (completion === 'break') return 'normal';
    if (completion === 'return' || completion === 'throw') return completion;
    if (node.update !== null) evaluate(machine, scope, node.update);
  }
  return 'normal';
}

/** Turns of a counting loop, read from its test: `i < list.length`, `i < 8`. */
function turns(machine: Machine, scope: Scope, node: ForStatement | WhileStatement | DoWhileStatement): Cardinality {
  const test = node.test;
  if (node.type === 'ForStatement' && test?.type === 'BinaryExpression' && test.left.type !== 'PrivateIdentifier') {
    const from = evaluate(machine, scope, test.left);
    const to = evaluate(machine, scope, test.right);
    return between(from, to, test.operator.endsWith('=')) ?? UNKNOWN_TURNS;
  }
  return UNKNOWN_TURNS;
}

const UNKNOWN_TURNS: Cardinality = { kind: 'unknown', hint: 'loop' };

function between(from: Value, to: Value, inclusive: boolean): Cardinality | undefined {
  if (from.kind === 'literal' && to.kind === 'literal') {
    const count = Math.abs(Number(to.value) - Number(from.value)) + (inclusive ? 1 : 0);
    return Number.isFinite(count) ? { kind: 'exactly', count } : undefined;
  }
  if (to.kind !== 'opaque') return undefined;
  return to.count ?? (to.origin === 'request' ? { kind: 'request', name: to.name } : undefined);
}

/** Variables that the loop changes are no longer what they were before it. */
function forget(scope: Scope, machine: Machine, node: Loop): void {
  for (const name of assignedNames(node)) {
    const owner = scopeOf(scope, name);
    const value = owner?.variables.get(name);
    if (owner === undefined || value?.kind !== 'literal') continue;
    const empty = value.value === null || value.value === undefined;
    writeKey(machine.trail, owner.variables, name, empty ? union([value, DATA]) : derived([value]));
  }
}

function evaluateForEach(
  machine: Machine,
  scope: Scope,
  node: ForOfStatement | ForInStatement,
  at: Location,
): Completion {
  const given = evaluate(machine, scope, node.right as Expression);
  const iterated = given.kind === 'builder' ? awaitValue(machine, given, at) : given;
  const awaited = node.type === 'ForOfStatement' && node.await;
  const items = unrollable(machine, iterated, node.type === 'ForInStatement');
  if (items !== undefined) return unroll(machine, scope, node, items);
  const elements = node.type === 'ForInStatement' ? keysOf(iterated) : asList(iterated);
  forget(scope, machine, node);
  repeat(machine, at, elements.size, elements, () => {
    const inner = childScope(scope);
    bindLoopVariable(machine, inner, node, awaited ? awaitValue(machine, elements.element, at) : elements.element);
    return evaluateStatement(machine, inner, node.body);
  });
  return 'normal';
}

function unrollable(machine: Machine, iterated: Value, keys: boolean): readonly Value[] | undefined {
  const most = machine.phase === 'startup' ? MOST_UNROLLED_STARTUP : MOST_UNROLLED_REQUEST;
  if (keys && iterated.kind === 'object' && iterated.spreads.length === 0 && iterated.fields.size <= most)
    return [...iterated.fields.keys()].map((key) => ({ kind: 'literal', value: key }));
  if (!keys && iterated.kind === 'array' && iterated.items.length <= most) return [...iterated.items];
  return undefined;
}

function keysOf(value: Value): Elements {
  return { element: derived([value]), size: asList(value).size };
}

function unroll(
  machine: Machine,
  scope: Scope,
  node: ForOfStatement | ForInStatement,
  items: readonly Value[],
): Completion {
  for (const item of items) {
    const inner = childScope(scope);
    bindLoopVariable(machine, inner, node, item);
    const completion = evaluateStatement(machine, inner, node.body);
    if (completion === 'break') break;
    if (completion === 'return' || completion === 'throw') return completion;
  }
  return 'normal';
}

function bindLoopVariable(machine: Machine, scope: Scope, node: ForOfStatement | ForInStatement, value: Value): void {
  const pattern = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  if (pattern !== undefined) bindPattern(machine, scope, pattern, value);
}

/** Records a body that runs several times, one turn after the other. */
function repeat(
  machine: Machine,
  at: Location,
  times: Cardinality,
  elements: Elements | undefined,
  body: () => Completion,
): void {
  const { nested, leaving: around } = machine.frame;
  delete machine.frame.leaving;
  const aside = runAside(machine, body);
  const leaving = aside.result === 'return' || aside.result === 'break' ? 'usually' : machine.frame.leaving;
  machine.frame.nested = nested;
  if (around === undefined) delete machine.frame.leaving;
  else machine.frame.leaving = around;
  merge(machine.trail, [aside.writes], false, union);
  recordRepeat(machine, at, turnsTaken(times, leaving), 'sequential', aside.recording, elements);
}

/** Attempts are many in the code and few in life: the first or the second is usually the good one. */
const ATTEMPTS = 2;

/** Turns of a loop that its body may leave: attempts stop at the one that succeeds, a list is left early only when that is usual. */
function turnsTaken(times: Cardinality, leaving: Leaving | undefined): Cardinality {
  if (times.kind === 'exactly' && times.count <= ATTEMPTS) return times;
  const attempts = times.kind === 'exactly' || times.kind === 'unknown';
  return leaving === 'usually' || (leaving === 'perhaps' && attempts)
    ? { kind: 'at-most', limit: ATTEMPTS, of: times }
    : times;
}

/** Records turns of a body; turns over rows that do nothing else are computation. */
export function recordRepeat(
  machine: Machine,
  at: Location,
  times: Cardinality,
  mode: 'sequential' | 'parallel',
  recording: Recording,
  elements: Elements | undefined,
): void {
  const query = elements?.query;
  if (query !== undefined)
    record(machine, {
      kind: 'leaf',
      step: { kind: 'cpu', work: 'computation', amount: times, rowsOf: query.tables[0] ?? '', at },
    });
  if (recording.entries.length === 0) return;
  record(machine, { kind: 'repeat', at, times, mode, recording, ...(query === undefined ? {} : { driver: query.at }) });
}
