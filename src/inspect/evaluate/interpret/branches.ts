import type { CatchClause, IfStatement, SwitchStatement, TryStatement } from 'oxc-parser';
import type { Likelihood } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { type Machine, record, runAside } from '../machine.ts';
import { answers, contentsOf, hasWork } from '../program/contents.ts';
import { endingOf } from '../program/ending.ts';
import { type Entry, emptyRecording, type RecordedBranch, type Recording } from '../program/recording.ts';
import { opaque } from '../values/create.ts';
import { childScope, type Scope } from '../values/scope.ts';
import { merge, type Write } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import { bindPattern } from './assign.ts';
import { evaluate } from './expressions.ts';
import { narrow } from './narrow.ts';
import { binary } from './operators.ts';
import { evaluateStatement, evaluateStatements } from './statements.ts';
import { certainCase, describeTest, fallThrough, type Test } from './tests.ts';

/** How a statement ends. */
export type Completion = 'normal' | 'return' | 'throw' | 'break' | 'continue';

interface Ended {
  readonly recording: Recording;
  readonly completion: Completion;
}

interface Run extends Ended {
  readonly writes: readonly Write[];
}

function run(machine: Machine, body: () => Completion): Run {
  const aside = runAside(machine, body);
  return { recording: aside.recording, completion: aside.result, writes: aside.writes };
}

const SKIPPED: Run = { recording: emptyRecording(), completion: 'normal', writes: [] };

export function evaluateIf(machine: Machine, scope: Scope, node: IfStatement): Completion {
  const value = evaluate(machine, scope, node.test);
  const known = truth(value);
  const { consequent, alternate } = node;
  if (known === true) return evaluateStatement(machine, childScope(scope), consequent);
  if (known === false) return alternate === null ? 'normal' : evaluateStatement(machine, childScope(scope), alternate);
  const yes = run(machine, () => {
    narrow(machine, scope, node.test, true);
    return evaluateStatement(machine, childScope(scope), consequent);
  });
  const no =
    alternate === null ? SKIPPED : run(machine, () => evaluateStatement(machine, childScope(scope), alternate));
  const ended = joinRuns(machine, machine.frame.file.at(node.start), describeTest(node.test, value), [yes, no]);
  if (ended === 'normal' && yes.completion !== 'normal') narrow(machine, scope, node.test, false);
  return ended;
}

const NO_TEST: Test = { absent: false, question: false, state: false, row: false, column: false };

export function evaluateSwitch(machine: Machine, scope: Scope, node: SwitchStatement): Completion {
  const subject = evaluate(machine, scope, node.discriminant);
  const certain = certainCase(machine, scope, node, subject);
  if (certain !== undefined) return onlyCase(machine, scope, node, certain);
  const runs: Run[] = [];
  let whole = false;
  for (const [index, branch] of node.cases.entries()) {
    if (branch.test === null) whole = true;
    const same =
      branch.test === null ? undefined : truth(binary(machine, '===', subject, evaluate(machine, scope, branch.test)));
    if (same === false || branch.consequent.length === 0) continue;
    const statements = fallThrough(node.cases, index);
    const ended = run(machine, () => evaluateStatements(machine, childScope(scope), statements));
    runs.push(ended.completion === 'break' ? { ...ended, completion: 'normal' } : ended);
    if (same === true) {
      whole = true;
      break;
    }
  }
  if (!whole || runs.length === 0) runs.push(SKIPPED);
  return joinRuns(machine, machine.frame.file.at(node.start), NO_TEST, runs);
}

function onlyCase(machine: Machine, scope: Scope, { cases }: SwitchStatement, index: number): Completion {
  const only = evaluateStatements(machine, childScope(scope), fallThrough(cases, index));
  return only === 'break' ? 'normal' : only;
}

/** Records the alternatives, puts the writes of those that go on, and says how the whole ends. */
function joinRuns(machine: Machine, at: Location, test: Test, runs: readonly Run[]): Completion {
  const going = runs.filter((one) => one.completion === 'normal');
  merge(
    machine.trail,
    going.map((one) => one.writes),
    true,
    union,
  );
  recordChoice(machine, at, test, false, runs);
  if (going.length > 0) return 'normal';
  const first = runs[0]?.completion ?? 'normal';
  return runs.every((one) => one.completion === first) ? first : 'return';
}

/**
 * Records a choice. With one alternative, the other is to skip it. A branch that ends the request leaves; one that only ends the function
 * makes what follows in this function part of the other branch.
 */
export function recordChoice(
  machine: Machine,
  at: Location,
  test: Test,
  inverted: boolean,
  given: readonly Ended[],
): void {
  const runs: readonly Ended[] = given.length === 1 ? [...given, SKIPPED] : given;
  const leaves = runs.map((one) => leavesRequest(machine, one));
  const nest = nestedIn(runs, leaves);
  // What a listener of the end of the answer looks at is usually there: it was kept while answering.
  const asked = machine.request?.finished === true ? { ...test, state: true } : test;
  const likelihoods = likelihoodsOf(runs, leaves, asked, inverted);
  noteLeaving(machine, runs, likelihoods);
  if (nest === undefined && !runs.some((one, index) => leaves[index] === true || isVisible(one.recording))) return;
  const rest = nest === undefined ? undefined : restOf(nest.recording);
  const branches = runs.map(
    (one, index): RecordedBranch => ({
      likelihood: likelihoods[index] ?? 'even',
      leaves: leaves[index] === true,
      recording: one === nest && rest !== undefined ? rest : one.recording,
    }),
  );
  record(machine, { kind: 'choice', at, branches });
  if (rest === undefined) return;
  machine.recording = rest;
  machine.frame.nested = true;
}

/** Remembers that the loop around may end here, without anything having failed. */
function noteLeaving(machine: Machine, runs: readonly Ended[], likelihoods: readonly Likelihood[]): void {
  for (const [index, one] of runs.entries()) {
    if ((one.completion !== 'return' && one.completion !== 'break') || fails(one)) continue;
    if (likelihoods[index] === 'usual') machine.frame.leaving = 'usually';
    else machine.frame.leaving ??= 'perhaps';
  }
}

/** The only branch that goes on, when another ends the function without ending the request. */
function nestedIn(runs: readonly Ended[], leaves: readonly boolean[]): Ended | undefined {
  const going = runs.filter((one) => one.completion === 'normal');
  const ending = runs.some((one, index) => one.completion !== 'normal' && leaves[index] !== true);
  return ending && going.length === 1 ? going[0] : undefined;
}

/** What follows is recorded at the end of the branch; the recording that stands for nothing is never written to. */
function restOf(recording: Recording): Recording {
  return recording.entries.length === 0 ? emptyRecording() : recording;
}

function isVisible(recording: Recording): boolean {
  const { works, unknown } = contentsOf(recording);
  return works || unknown;
}

function leavesRequest(machine: Machine, ended: Ended): boolean {
  if (machine.phase === 'startup') return false;
  if (ended.completion === 'throw') return machine.tries.at(-1) ?? true;
  if (ended.completion !== 'return') return false;
  return machine.frame.kind === 'handler' || endingOf(ended.recording).answers;
}

function likelihoodsOf(
  runs: readonly Ended[],
  leaves: readonly boolean[],
  test: Test,
  inverted: boolean,
): Likelihood[] {
  const failing = runs.map(fails);
  if (failing.some(Boolean) && !failing.every(Boolean)) return failing.map((one) => (one ? 'rare' : 'usual'));
  if (runs.length !== 2) return runs.map(() => 'even');
  const onAbsence = test.absent !== inverted ? 0 : 1;
  const absent = runs[onAbsence];
  const givesUp = absent !== undefined && absent.completion !== 'normal' && !hasWork(absent.recording) && test.absent;
  const found = test.row && (leaves[onAbsence] === true || (absent !== undefined && !hasWork(absent.recording)));
  const isTold = test.state || (!test.column && (found || (givesUp && !test.question)));
  return runs.map((_, index) => (!isTold ? 'even' : index === onAbsence ? 'rare' : 'usual'));
}

/** The branch throws, or answers with an error. */
function fails(one: Ended): boolean {
  return one.completion === 'throw' || endingOf(one.recording).fails;
}

export function evaluateTry(machine: Machine, scope: Scope, node: TryStatement): Completion {
  const before = machine.recording;
  const index = before.entries.length;
  const nestedBefore = machine.frame.nested;
  const handler = node.handler;
  if (handler !== null) machine.tries.push(catchLeaves(machine, handler.body.start, handler.body.end));
  const ended = evaluateStatements(machine, childScope(scope), node.block.body);
  if (handler !== null) machine.tries.pop();
  if (machine.frame.nested && !nestedBefore && ended === 'throw') machine.recording = before;
  const caught = handler === null ? ended : evaluateCatch(machine, scope, handler, ended, { recording: before, index });
  if (node.finalizer === null) return caught;
  const last = evaluateStatements(machine, childScope(scope), node.finalizer.body);
  return last === 'normal' ? caught : last;
}

/** What runs when the body fails: off the usual path, and only shown when it does some work. */
function evaluateCatch(
  machine: Machine,
  scope: Scope,
  handler: CatchClause,
  ended: Completion,
  tried: { readonly recording: Recording; readonly index: number },
): Completion {
  const inside = childScope(scope);
  if (handler.param !== null) bindPattern(machine, inside, handler.param, opaque('data', 'error'));
  const caught = run(machine, () => evaluateStatements(machine, inside, handler.body.body));
  if (hasWork(caught.recording)) {
    const leaves = caught.completion === 'throw' || leavesRequest(machine, caught) || answers(caught.recording);
    const choice: Entry = {
      kind: 'choice',
      at: machine.frame.file.at(handler.start),
      branches: [
        { likelihood: 'rare', leaves, recording: caught.recording },
        { likelihood: 'usual', leaves: false, recording: emptyRecording() },
      ],
    };
    const answered = answers({ entries: tried.recording.entries.slice(tried.index) });
    if (answered) tried.recording.entries.splice(tried.index, 0, choice);
    else record(machine, choice);
  }
  if (caught.completion === 'normal') merge(machine.trail, [caught.writes], false, union);
  return ended === 'throw' ? caught.completion : ended;
}

/** Whether an error caught by this clause ends the request: it answers, throws again or passes the error on. */
function catchLeaves(machine: Machine, start: number, end: number): boolean {
  const text = machine.frame.file.text.slice(start, end);
  return /\b(return|throw)\b|\bnext\(|\.(json|send|end|status|sendStatus|redirect|render)\(/.test(text);
}
