import type { Cardinality } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { type Machine, record, runAside } from '../machine.ts';
import { newTask, type Recording } from '../program/recording.ts';
import { DATA, derived, newArray, UNDEFINED } from '../values/create.ts';
import { merge, writePush } from '../values/trail.ts';
import { truth } from '../values/truth.ts';
import { union } from '../values/union.ts';
import type { ArrayValue, ListValue, Value } from '../values/values.ts';
import { callValue } from './calls.ts';
import { foldNames } from './folds.ts';
import { asList, type Elements } from './lists.ts';
import { recordRepeat } from './loops.ts';
import { includes, indexOf } from './membership.ts';

/** Lists of the code up to these lengths are gone through element by element: at the start, they register routes. */
const MOST_AT_STARTUP = 400;
const MOST_IN_REQUEST = 32;
const CALLBACK_METHODS = new Set([
  'map',
  'forEach',
  'filter',
  'flatMap',
  'find',
  'findLast',
  'findIndex',
  'some',
  'every',
  'reduce',
  'reduceRight',
  'sort',
  'toSorted',
]);

export function callList(
  machine: Machine,
  target: ArrayValue | ListValue,
  name: string,
  args: readonly Value[],
  at: Location,
): Value {
  if (CALLBACK_METHODS.has(name)) {
    const callback = args[0];
    if (
      target.kind === 'array' &&
      target.items.length <= (machine.phase === 'startup' ? MOST_AT_STARTUP : MOST_IN_REQUEST) &&
      callback !== undefined &&
      ONE_BY_ONE.has(name) &&
      allSingle(target)
    )
      return oneByOne(machine, target, name, callback, at);
    const folded = name === 'reduce' ? foldNames(machine, target, callback, args[1], at) : undefined;
    if (folded !== undefined) return folded;
    return allAtOnce(machine, asList(target), name, args, at);
  }
  if (target.kind === 'array') return callArray(machine, target, name, args);
  return callUnknownList(target, name, args);
}

function allSingle(target: ArrayValue): boolean {
  return target.items.every((item) => item.kind !== 'list');
}

/** True for the methods that call back for each element. */
export function goesOverElements(name: string): boolean {
  return CALLBACK_METHODS.has(name);
}

const ONE_BY_ONE = new Set(['map', 'forEach', 'flatMap', 'filter']);

function oneByOne(machine: Machine, target: ArrayValue, name: string, callback: Value, at: Location): Value {
  const results = target.items.map((item, index) =>
    callValue(machine, callback, [item, { kind: 'literal', value: index }, target], at),
  );
  if (name === 'forEach') return UNDEFINED;
  if (name === 'filter') return newArray(target.items.filter((_, index) => keeps(results[index])));
  return newArray(
    name === 'map' ? results : results.flatMap((result) => (result.kind === 'array' ? result.items : [result])),
  );
}

function keeps(result: Value | undefined): boolean {
  return result === undefined || truth(result) !== false;
}

/** Evaluates the callback once, for any element. */
function allAtOnce(machine: Machine, elements: Elements, name: string, args: readonly Value[], at: Location): Value {
  const callback = args[0];
  const first =
    name === 'reduce' || name === 'reduceRight'
      ? [args[1] ?? elements.element, elements.element]
      : [elements.element, name.includes('ort') ? elements.element : DATA];
  const aside = runAside(machine, () => (callback === undefined ? UNDEFINED : callValue(machine, callback, first, at)));
  merge(machine.trail, [aside.writes], false, union);
  const whole: Value = {
    kind: 'list',
    element: elements.element,
    size: elements.size,
    ...(elements.query === undefined ? {} : { query: elements.query }),
  };
  const promised = aside.result.kind === 'promise' && aside.result.task !== undefined;
  if (promised) return overPromises(machine, elements, aside.recording, aside.result, name, at);
  recordRepeat(machine, at, elements.size, 'sequential', aside.recording, elements);
  return resultOf(name, whole, aside.result, args);
}

function resultOf(name: string, whole: ListValue, result: Value, args: readonly Value[]): Value {
  switch (name) {
    case 'map':
      return { ...whole, element: result };
    case 'flatMap':
      return { ...whole, element: result.kind === 'list' ? result.element : result };
    case 'filter':
    case 'sort':
    case 'toSorted':
      return whole;
    case 'find':
    case 'findLast':
      return union([whole.element, UNDEFINED]);
    case 'reduce':
    case 'reduceRight':
      return union([args[1] ?? whole.element, result]);
    case 'forEach':
      return UNDEFINED;
    default:
      return derived([whole.element]);
  }
}

/** The callback is asynchronous: all its runs are under way together, and only wait for one another if someone awaits them. */
function overPromises(
  machine: Machine,
  elements: Elements,
  recording: Recording,
  result: Value,
  name: string,
  at: Location,
): Value {
  if (result.kind === 'promise' && result.task !== undefined) result.task.joined = true;
  const task = newTask(at);
  task.recording.entries.push({
    kind: 'repeat',
    at,
    times: elements.size,
    mode: 'parallel',
    recording,
    ...(elements.query === undefined ? {} : { driver: elements.query.at }),
  });
  record(machine, { kind: 'spawn', task });
  if (name === 'forEach') return UNDEFINED;
  return {
    kind: 'list',
    element: result,
    size: elements.size,
    task,
    ...(elements.query === undefined ? {} : { query: elements.query }),
  };
}

function callArray(machine: Machine, target: ArrayValue, name: string, args: readonly Value[]): Value {
  switch (name) {
    case 'push':
    case 'unshift':
      for (const value of args) if (target.items.length < 200) writePush(machine.trail, target.items, value);
      return DATA;
    case 'concat':
      return newArray([...target.items, ...args.flatMap((value) => (value.kind === 'array' ? value.items : [value]))]);
    case 'slice':
      return sliceArray(target, args);
    case 'at':
      return target.items.at(Number(args[0]?.kind === 'literal' ? args[0].value : 0)) ?? UNDEFINED;
    case 'pop':
    case 'shift':
      return union(target.items);
    case 'includes':
      return includes(machine, target, args[0]);
    case 'indexOf':
      return indexOf(target, args[0]);
    case 'join':
      return target.items.every((item) => item.kind === 'literal')
        ? {
            kind: 'literal',
            value: target.items.map((item) => (item.kind === 'literal' ? item.value : '')).join(separator(args)),
          }
        : derived(target.items);
    case 'entries':
      return newArray(target.items.map((item, index) => newArray([{ kind: 'literal', value: index }, item])));
    case 'values':
    case 'reverse':
    case 'flat':
    case 'fill':
      return name === 'flat'
        ? newArray(target.items.flatMap((item) => (item.kind === 'array' ? item.items : [item])))
        : target;
    default:
      return derived(target.items);
  }
}

function separator(args: readonly Value[]): string {
  return args[0]?.kind === 'literal' ? String(args[0].value) : ',';
}

function sliceArray(target: ArrayValue, args: readonly Value[]): Value {
  const [from, to] = args;
  if ((from !== undefined && from.kind !== 'literal') || (to !== undefined && to.kind !== 'literal')) return target;
  if (target.items.some((item) => item.kind === 'list')) return target;
  return newArray(target.items.slice(Number(from?.value ?? 0), to === undefined ? undefined : Number(to.value)));
}

function callUnknownList(target: ListValue, name: string, args: readonly Value[]): Value {
  switch (name) {
    case 'slice':
    case 'splice':
      return { ...target, size: cut(target.size, args) };
    case 'reverse':
    case 'toReversed':
    case 'flat':
    case 'concat':
    case 'values':
    case 'keys':
      return target;
    case 'entries':
      return { ...target, element: newArray([DATA, target.element]) };
    case 'at':
    case 'pop':
    case 'shift':
      return union([target.element, UNDEFINED]);
    default:
      return derived([target.element]);
  }
}

/** Elements between two computed places: a page, a window. */
const WINDOW = 50;
function cut(size: Cardinality, args: readonly Value[]): Cardinality {
  const [from, to] = args;
  if (from !== undefined && from.kind !== 'literal' && to !== undefined && to.kind !== 'literal')
    return { kind: 'at-most', limit: WINDOW, of: size };
  if (to?.kind !== 'literal' || typeof to.value !== 'number' || to.value < 0) return size;
  const start = from?.kind === 'literal' && typeof from.value === 'number' ? from.value : 0;
  return { kind: 'at-most', limit: Math.max(0, to.value - start), of: size };
}
