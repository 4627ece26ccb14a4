import type { ArrowFunctionExpression, Function as FunctionNode } from 'oxc-parser';
import { type Machine, MOST_DEPTH, type Question } from '../machine.ts';
import { contentsOf } from '../program/contents.ts';
import type { Recording, Task } from '../program/recording.ts';
import { include, isSpoiled, type Stamped, spoil, touch, type Watch, watched } from '../values/cells.ts';
import { type Key, keyOfCall } from '../values/keys.ts';
import { type Given, lastingOf } from '../values/lasting.ts';
import { areFromSameLines, areGivenTheSame, movesBetween } from '../values/move.ts';
import { replay, type Write } from '../values/trail.ts';
import type { FunctionValue, Value } from '../values/values.ts';
import { contentOf, renewed } from './renewed.ts';
import { answerFor } from './strings.ts';

/** What a call of a function of the project gives, and what it did. */
export interface Outcome {
  readonly result: Value;
  readonly recording: Recording;
}

interface Summary extends Outcome, Pick<Watch, 'since' | 'entered' | 'deepest'> {
  /** What the key tells the contents of: another call may be given others that hold the same, unless `bound` to these. */
  readonly key: Key;
  readonly bound: boolean;
  /** The result holds rows of a query that the call was given rows of. */
  readonly rows: boolean;
  /** Places of those that it looked at. */
  readonly seen: readonly number[];
  /** What else it depends on, and the versions found, side by side. */
  readonly cells: readonly Stamped[];
  readonly versions: readonly number[];
  /** Times that what it enters was already under evaluation: what calls itself is not followed for ever. */
  readonly running: ReadonlyMap<object, number>;
  readonly renewable: boolean;
  /** Work that the result promises. */
  readonly tasks: readonly Task[];
  readonly writes: readonly Write[];
  readonly questions: readonly Question[];
  readonly answers: readonly Value[];
}

/** What is known of a function: what its evaluation costs, whether its summaries serve. */
interface Record {
  steps: number;
  missed: number;
  served: number;
  readonly summaries: Map<string, Summary[]>;
}

type Code = FunctionNode | ArrowFunctionExpression;

const records = new WeakMap<Machine, Map<Code, Record>>();

/** A function is worth a summary once its evaluations have taken so many steps. */
const WORTHWHILE = 400;
/** Summaries made in vain before a function is given up: when none served; when fewer than this share of them did. */
const MOST_USELESS = 20;
const MOST_MISSED = 80;
const LEAST_SERVED = 0.2;
/** Summaries of one function, and for the same arguments, at most: the oldest goes. */
const MOST_KEYS = 400;
const MOST_STATES = 4;

function recordOf(machine: Machine, code: Code): Record {
  const all = records.get(machine) ?? new Map<Code, Record>();
  const known = all.get(code);
  if (known !== undefined) return known;
  const made: Record = { steps: 0, missed: 0, served: 0, summaries: new Map() };
  records.set(machine, all.set(code, made));
  return made;
}

/**
 * Calls a function, or gives again what an earlier call gave: with the same arguments, when all that it read outside is as it was,
 * wherever that call was made. What a summary holds is shared, not copied; only the objects and arrays that it returns are made anew.
 */
export function callOnce(
  machine: Machine,
  value: FunctionValue,
  self: Value | undefined,
  args: readonly Value[],
  call: () => Outcome,
): Outcome {
  const known = recordOf(machine, value.node);
  const { request } = machine;
  const asked =
    request === undefined ? machine.phase === 'startup' : !request.finished && request.answerPlace === undefined;
  if (!asked || known.steps < WORTHWHILE || isVain(known)) return counted(machine, known, call);
  const key = keyOfCall(value, self, args);
  if (key === undefined) return call();
  const alike = `${key.text} ${String(machine.tries.at(-1))} ${machine.phase}`;
  const text = `${alike} ${key.lines.map((at) => `${at.file}:${at.line}`).join()}`;
  const given = serve(machine, known.summaries.get(text), key) ?? serve(machine, known.summaries.get(alike), key);
  if (given !== undefined) {
    known.served += 1;
    return given;
  }
  known.missed += 1;
  const { outcome, summary } = summarise(machine, key, call);
  if (summary === undefined) return outcome;
  keep(known, text, summary);
  if (isMovable(summary)) keep(known, alike, summary);
  return outcome;
}

/** What one of the summaries gives again, if one holds. */
function serve(machine: Machine, states: readonly Summary[] | undefined, key: Key): Outcome | undefined {
  const same = states?.find((one) => holds(machine, one, key));
  return same && again(machine, same, key);
}

/** Whether what was given may come from other lines: nothing that was done tells which, and what was given is not itself part of the result. */
function isMovable({ key, bound, answers, recording }: Summary): boolean {
  return key.lines.length > 0 && !bound && answers.length === 0 && !contentsOf(recording).flows;
}

function isVain({ missed, served }: Record): boolean {
  if (served === 0) return missed > MOST_USELESS;
  return missed > MOST_MISSED && served < missed * LEAST_SERVED;
}

function counted(machine: Machine, known: Record, call: () => Outcome): Outcome {
  const before = machine.steps;
  const outcome = call();
  known.steps += Math.max(0, machine.steps - before);
  return outcome;
}

function keep({ summaries }: Record, key: string, summary: Summary): void {
  const states = summaries.get(key) ?? [];
  summaries.set(key, [...states.slice(1 - MOST_STATES), summary]);
  const oldest = summaries.keys().next().value;
  if (summaries.size > MOST_KEYS && oldest !== undefined) summaries.delete(oldest);
}

/** Things registered so far: a call that registers something has to be evaluated. */
function registered({ routers, tables, clients, background, modules, instances }: Machine): number {
  return routers.length + tables.length + clients.length + background.length + modules.size + instances.size;
}

function summarise(
  machine: Machine,
  key: Key,
  call: () => Outcome,
): { readonly outcome: Outcome; readonly summary: Summary | undefined } {
  const { request, stack, trail } = machine;
  const before = registered(machine);
  const written = trail.writes.length;
  const asked = request?.questions.length ?? 0;
  const answered = request?.answers.length ?? 0;
  const { result: outcome, watch } = watched(() => {
    const made = call();
    if (registered(machine) !== before || machine.trail !== trail || machine.steps >= machine.stepLimit) spoil();
    return made;
  }, stack.length);
  if (isSpoiled(watch)) return { outcome, summary: undefined };
  const { since, entered, deepest } = watch;
  const writes = trail.writes.slice(written).filter((write) => stampOf(write).born <= since);
  const answers = request?.answers.slice(answered) ?? [];
  const tasks: Task[] = [];
  const given: Given = { cells: new Set(key.given), reached: false, rows: false };
  const left = [outcome.result, ...writes.map(contentOf)].map((value) => lastingOf(value, since, given, tasks));
  if (left.includes('unique') || answers.some((value) => lastingOf(value, since, given) !== 'lasting'))
    return { outcome, summary: undefined };
  const renewable = left.includes('renewable');
  const bound = given.reached || writes.some((write) => given.cells.has(stampOf(write)));
  const { cells, versions, seen } = bound
    ? { cells: watch.touched, versions: watch.versions, seen: [] }
    : apart(watch, key, given.cells);
  outcome.recording.whole = true;
  const summary: Summary = {
    ...(renewable ? renewed({ ...outcome, tasks, since, writes }) : { ...outcome, tasks, writes }),
    since,
    key,
    bound,
    rows: given.rows,
    seen,
    cells,
    versions,
    entered,
    deepest: deepest - stack.length,
    running: runningOf(stack, entered),
    renewable,
    questions: request?.questions.slice(asked) ?? [],
    answers,
  };
  return { outcome, summary };
}

/** What was touched besides what the key tells the contents of, and places of those that were. */
function apart(
  { touched, versions }: Watch,
  { given }: Key,
  told: ReadonlySet<object>,
): Pick<Summary, 'cells' | 'versions' | 'seen'> {
  const found = new Set<object>();
  if (told.size > 0) for (const one of touched) if (told.has(one)) found.add(one);
  if (found.size === 0) return { cells: touched, versions, seen: [] };
  const isApart = (one: Stamped): boolean => !found.has(one);
  return {
    cells: touched.filter(isApart),
    versions: versions.filter((_, index) => isApart(touched[index] as Stamped)),
    seen: given.flatMap((one, place) => (found.has(one) ? [place] : [])),
  };
}

function stampOf(write: Write): Stamped {
  return write.kind === 'push' ? write.list : write.map;
}

/** How many times each of these functions is under evaluation. */
function runningOf(stack: Machine['stack'], entered: ReadonlySet<object>): ReadonlyMap<object, number> {
  const running = new Map<object, number>();
  for (const code of stack) if (entered.has(code)) running.set(code, (running.get(code) ?? 0) + 1);
  return running;
}

/** Whether everything that the summary depends on is as it was. */
function holds(machine: Machine, summary: Summary, key: Key): boolean {
  const { request, stack } = machine;
  if (summary.bound && !areGivenTheSame(summary.key, key)) return false;
  if (stack.length + summary.deepest > MOST_DEPTH) return false;
  const { cells, versions } = summary;
  for (let index = 0; index < cells.length; index++) if (cells[index]?.version !== versions[index]) return false;
  const running = runningOf(stack, summary.entered);
  if (running.size !== summary.running.size) return false;
  for (const [code, times] of running) if (summary.running.get(code) !== times) return false;
  return summary.questions.every((asked) => request !== undefined && answerFor(request, asked) === asked.answer);
}

/** Undefined when what was given comes from lines that the result cannot be told without. */
function again(machine: Machine, summary: Summary, key: Key): Outcome | undefined {
  const isSame = areFromSameLines(summary.key, key) && (!summary.rows || areGivenTheSame(summary.key, key));
  const moves = isSame ? undefined : movesBetween(summary.key, key);
  const { recording, result, writes } = summary.renewable || moves !== undefined ? renewed(summary, moves) : summary;
  if (moves?.failed === true) return undefined;
  machine.steps += 1;
  for (const place of summary.seen) {
    const one = key.given[place];
    if (one !== undefined) touch(one as Stamped);
  }
  const { cells, versions, entered, deepest } = summary;
  for (let index = 0; index < cells.length; index++) touch(cells[index] as Stamped, versions[index]);
  include({ entered, deepest: deepest + machine.stack.length, reach: Infinity });
  machine.request?.questions.push(...summary.questions);
  machine.request?.answers.push(...summary.answers);
  replay(machine.trail, writes);
  return { recording, result };
}
