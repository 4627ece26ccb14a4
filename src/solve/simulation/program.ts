import type { CompiledModel } from '../compile.ts';
import type { Step } from '../layout.ts';
import { CONSTANT, LAW_SIZE, lawOf } from './laws.ts';

/** Instructions of a request program; operands follow in the code. */
export const SERVE = 0; // station, mean, law, failure
export const ACQUIRE = 1; // pool, failure, tokens
export const RELEASE = 2; // pool, tokens
export const JUMP = 3; // target
export const CHOICE = 4; // branches, then (cumulative probability, target) of each
export const LOOP = 5; // counter, turns, exit
export const AGAIN = 6; // counter, body
export const FORK = 7; // failure, branches, then target of each
export const FORK_TURNS = 8; // failure, turns, target
export const DETACH = 9; // target
export const FAIL = 10;
export const END = 11;
export const LIMIT = 12; // station, failure

/** Programs of all classes as one array of integers, with a table of numbers. */
export interface Program {
  readonly code: Int32Array;
  readonly numbers: Float64Array;
  /** Quantiles of the laws of service. */
  readonly laws: Float64Array;
  /** Law of the delays after which each class comes back. */
  readonly returnLaws: Int32Array;
  /** First instruction of each class. */
  readonly entries: Int32Array;
  /** Loops inside one another, at most. */
  readonly counters: number;
}

/** Tokens of a pool. */
interface Held {
  readonly pool: number;
  readonly tokens: number;
}

/** Where a failure or an early answer goes: tokens held so far are given back first. */
interface Scope {
  readonly held: readonly Held[];
  readonly depth: number;
}

interface Assembly {
  readonly code: number[];
  readonly numbers: number[];
  /** Squared coefficients of variation in use. */
  readonly laws: number[];
  readonly compiled: CompiledModel;
  /** Values of the expressions of the class being assembled. */
  prices: Float64Array;
  /** Bodies of detached steps and branches, assembled after the main line. */
  readonly later: (() => void)[];
  /** Places to fill with the address of a clean-up, by kind of end and tokens held. */
  readonly endings: Map<string, { readonly held: readonly Held[]; readonly end: number; readonly places: number[] }>;
  counters: number;
}

const TOP: Scope = { held: [], depth: 0 };

/** Compiles the activities of a model to flat code. */
export function assemble(compiled: CompiledModel): Program {
  const at: Assembly = {
    code: [],
    numbers: [],
    laws: [],
    compiled,
    prices: new Float64Array(0),
    later: [],
    endings: new Map(),
    counters: 0,
  };
  const entries = compiled.classes.map(({ root, numbers }) => {
    at.prices = numbers;
    const entry = at.code.length;
    emit(root, TOP, at);
    at.code.push(END);
    for (let body = at.later.pop(); body !== undefined; body = at.later.pop()) body();
    return entry;
  });
  for (const { held, end, places } of at.endings.values()) {
    for (const place of places) at.code[place] = at.code.length;
    for (const { pool, tokens } of held.toReversed()) at.code.push(RELEASE, pool, tokens);
    at.code.push(end);
  }
  const returnLaws = Int32Array.from(compiled.classes, ({ comesBack }) => lawIn(comesBack?.variability ?? 0, at));
  return {
    code: Int32Array.from(at.code),
    numbers: Float64Array.from(at.numbers),
    laws: tablesOf(at.laws),
    returnLaws,
    entries: Int32Array.from(entries),
    counters: at.counters,
  };
}

function emit(step: Step, scope: Scope, at: Assembly): void {
  switch (step.kind) {
    case 'serve':
      emitServe(step, scope, at);
      break;
    case 'sequence':
      for (const child of step.steps) emit(child, scope, at);
      break;
    case 'parallel':
      emitFork(step.steps, scope, at);
      break;
    case 'repeat':
      emitRepeat(step, scope, at);
      break;
    case 'choice':
      emitChoice(step, scope, at);
      break;
    case 'hold':
      emitHold(step, scope, at);
      break;
    case 'detached':
      at.code.push(DETACH);
      branch(step.body, at);
  }
}

function emitHold(step: Extract<Step, { kind: 'hold' }>, scope: Scope, at: Assembly): void {
  at.code.push(ACQUIRE, step.pool);
  ending(FAIL, scope.held, at);
  at.code.push(step.tokens);
  emit(step.body, { ...scope, held: [...scope.held, { pool: step.pool, tokens: step.tokens }] }, at);
  at.code.push(RELEASE, step.pool, step.tokens);
}

function emitServe(step: Extract<Step, { kind: 'serve' }>, scope: Scope, at: Assembly): void {
  const station = at.compiled.stations[step.station];
  const time = (at.prices[step.time] as number) / (station?.speed ?? 1);
  if (time === 0 && station?.rateLimit === Number.POSITIVE_INFINITY) return;
  if (station !== undefined && station.rateLimit < Number.POSITIVE_INFINITY) {
    at.code.push(LIMIT, step.station);
    ending(FAIL, scope.held, at);
  }
  at.code.push(SERVE, step.station, number(time, at), lawIn(step.variability, at));
  ending(FAIL, scope.held, at);
}

function emitFork(steps: readonly Step[], scope: Scope, at: Assembly): void {
  if (steps.length === 0) return;
  at.code.push(FORK);
  ending(FAIL, scope.held, at);
  at.code.push(steps.length);
  for (const step of steps) branch(step, at);
}

function emitRepeat(step: Extract<Step, { kind: 'repeat' }>, scope: Scope, at: Assembly): void {
  const turns = at.prices[step.times] as number;
  if (turns === 0) return;
  if (step.parallel) {
    at.code.push(FORK_TURNS);
    ending(FAIL, scope.held, at);
    at.code.push(number(turns, at));
    branch(step.body, at);
    return;
  }
  at.counters = Math.max(at.counters, scope.depth + 1);
  at.code.push(LOOP, scope.depth, number(turns, at), 0);
  const exit = at.code.length - 1;
  emit(step.body, { ...scope, depth: scope.depth + 1 }, at);
  at.code.push(AGAIN, scope.depth, exit + 1);
  at.code[exit] = at.code.length;
}

function emitChoice(step: Extract<Step, { kind: 'choice' }>, scope: Scope, at: Assembly): void {
  at.code.push(CHOICE, step.branches.length);
  const table = at.code.length;
  let total = 0;
  for (const { probability } of step.branches) {
    total += probability;
    at.code.push(number(total, at), 0);
  }
  const exits: number[] = [];
  step.branches.forEach((chosen, index) => {
    at.code[table + 2 * index + 1] = at.code.length;
    emit(chosen.body, scope, at);
    at.code.push(JUMP);
    if (chosen.leaves) ending(END, scope.held, at);
    else exits.push(at.code.push(0) - 1);
  });
  for (const place of exits) at.code[place] = at.code.length;
}

/** A body run by a task of its own: it holds nothing yet, and its early end is its own. */
function branch(step: Step, at: Assembly): void {
  const place = at.code.push(0) - 1;
  at.later.push(() => {
    at.code[place] = at.code.length;
    emit(step, TOP, at);
    at.code.push(END);
  });
}

/** Reserves a place for the address of the clean-up that releases what is held, then fails or ends. */
function ending(end: number, held: readonly Held[], at: Assembly): void {
  const key = `${end} ${held.map(({ pool, tokens }) => `${pool}×${tokens}`).join()}`;
  const known = at.endings.get(key) ?? { held, end, places: [] };
  at.endings.set(key, known);
  known.places.push(at.code.push(0) - 1);
}

/** A thousandth of deviation. */
const NEARLY_CONSTANT = 1e-6;

/** Where the table of a law begins. */
function lawIn(variability: number, at: Assembly): number {
  if (variability < NEARLY_CONSTANT) return CONSTANT;
  const known = at.laws.indexOf(variability);
  return (known >= 0 ? known : at.laws.push(variability) - 1) * LAW_SIZE;
}

/** The tables of all laws in use, one after the other. */
function tablesOf(laws: readonly number[]): Float64Array {
  const tables = new Float64Array(laws.length * LAW_SIZE);
  laws.forEach((variability, i) => {
    tables.set(lawOf(variability), i * LAW_SIZE);
  });
  return tables;
}

function number(value: number, at: Assembly): number {
  return at.numbers.push(value) - 1;
}
