import type { Location } from '../../../model/source.ts';
import { type Machine, record, runAside, runInto } from '../machine.ts';
import { hasWork } from '../program/contents.ts';
import { emptyRecording, newTask, type Task } from '../program/recording.ts';
import { spoil } from '../values/cells.ts';
import { DATA, newArray, settled } from '../values/create.ts';
import { merge } from '../values/trail.ts';
import { union } from '../values/union.ts';
import type { BuilderValue, PromiseValue, Value } from '../values/values.ts';
import { callValue } from './calls.ts';
import { asList } from './lists.ts';

/** Waits for a value: joins its work, runs a query that was being built. */
export function awaitValue(machine: Machine, value: Value, at: Location): Value {
  switch (value.kind) {
    case 'promise':
      join(machine, value.task);
      return value.value.kind === 'promise' || value.value.kind === 'builder'
        ? awaitValue(machine, value.value, at)
        : value.value;
    case 'builder':
      return runQuery(machine, value);
    case 'union':
      return isOneOf(value.of)
        ? awaitOne(machine, value.of, at)
        : union(value.of.map((part) => awaitValue(machine, part, at)));
    default:
      return value;
  }
}

/** Several queries that wait to be sent, or one beside work under way: one of them happens. */
function isOneOf(parts: readonly Value[]): boolean {
  const built = parts.filter((part) => part.kind === 'builder').length;
  return built > 1 || (built === 1 && parts.some((part) => part.kind === 'promise' && part.task !== undefined));
}

/** A query built in several ways: one of them runs. Recorded where it is awaited: by a caller, for what a function returns. */
function awaitOne(machine: Machine, parts: readonly Value[], at: Location): Value {
  spoil();
  const runs = parts.map((part) => runAside(machine, () => awaitValue(machine, part, at)));
  const branches = runs.map(({ recording }) => ({ likelihood: 'even' as const, leaves: false, recording }));
  record(machine, { kind: 'choice', at, branches });
  for (const run of runs) merge(machine.trail, [run.writes], false, union);
  return union(runs.map(({ result }) => result));
}

function join(machine: Machine, task: Task | undefined): void {
  if (task === undefined) return;
  task.joined = true;
  record(machine, { kind: 'join', task });
}

function runQuery(machine: Machine, builder: BuilderValue): Value {
  if (builder.run !== undefined) return awaitValue(machine, builder.run(), builder.at);
  const plan = builder.plan();
  record(machine, { kind: 'query', plan });
  return builder.result(plan);
}

/** A promise of work that is under way, recorded where it starts. */
export function start(machine: Machine, at: Location, body: () => Value): PromiseValue {
  const task = newTask(at);
  const result = runInto(machine, task.recording, body);
  if (task.recording.entries.length === 0) return settled(result);
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: result, task };
}

/** Runs functions that something unknown may call; the result carries their work. */
export function settleCallbacks(
  machine: Machine,
  callbacks: readonly Value[],
  at: Location,
  call: (callback: Value) => Value,
): Value {
  return start(machine, at, () => {
    const results = callbacks.map((callback) => {
      const aside = runAside(machine, () => awaitValue(machine, call(callback), at));
      merge(machine.trail, [aside.writes], false, union);
      if (aside.recording.entries.length > 0) record(machine, { kind: 'call', at, recording: aside.recording });
      return aside.result;
    });
    return union(results);
  });
}

/** `then`, `catch` and `finally`. */
export function callPromise(
  machine: Machine,
  target: Value,
  name: string,
  args: readonly Value[],
  at: Location,
): Value {
  if (name === 'catch') return onError(machine, target, args[0], at);
  const callback = args[0];
  if (callback === undefined || (name !== 'then' && name !== 'finally')) return target;
  const chained = start(machine, at, () => {
    const value = awaitValue(machine, target, at);
    const result = callValue(machine, callback, name === 'then' ? [value] : [], at);
    return name === 'then' ? awaitValue(machine, result, at) : value;
  });
  return args[1] === undefined ? chained : onError(machine, chained, args[1], at);
}

/** What runs when a promise fails is off the usual path. */
function onError(machine: Machine, target: Value, callback: Value | undefined, at: Location): Value {
  const promise = target.kind === 'builder' ? start(machine, at, () => awaitValue(machine, target, at)) : target;
  if (callback === undefined || callback.kind === 'literal') return promise;
  const aside = runAside(machine, () => callValue(machine, callback, [DATA], at));
  if (!hasWork(aside.recording)) return promise;
  return start(machine, at, () => {
    const value = awaitValue(machine, promise, at);
    record(machine, {
      kind: 'choice',
      at,
      branches: [
        { likelihood: 'rare', leaves: false, recording: aside.recording },
        { likelihood: 'usual', leaves: false, recording: emptyRecording() },
      ],
    });
    return value;
  });
}

/** `Promise.all` and its relatives: everything in the list is under way together. */
export function promiseAll(machine: Machine, list: Value, at: Location): Value {
  if (list.kind === 'list') return allOfList(machine, list, at);
  const items =
    list.kind === 'array' ? list.items : asList(list).size.kind === 'exactly' ? [asList(list).element] : [list];
  const tasks: Task[] = [];
  const values = items.map((item) => taskOf(machine, item, at, tasks));
  if (tasks.length === 0) return settled(newArray(values));
  const whole = newTask(at);
  whole.recording.entries.push({ kind: 'parallel', at, tasks });
  record(machine, { kind: 'spawn', task: whole });
  return { kind: 'promise', value: newArray(values), task: whole };
}

function taskOf(machine: Machine, item: Value, at: Location, tasks: Task[]): Value {
  if (item.kind === 'promise') {
    if (item.task !== undefined) {
      item.task.consumed = true;
      item.task.joined = true;
      tasks.push(item.task);
    }
    return item.value;
  }
  if (item.kind === 'builder') {
    const task = newTask(item.at);
    task.consumed = true;
    tasks.push(task);
    return runInto(machine, task.recording, () => runQuery(machine, item));
  }
  if (item.kind === 'list' && item.task !== undefined) {
    item.task.consumed = true;
    item.task.joined = true;
    tasks.push(item.task);
  }
  if (item.kind === 'union') return oneOf(machine, item.of, at, tasks);
  return item;
}

/** Work that is under way, or a query, in one of several ways: one of them happens. */
function oneOf(machine: Machine, parts: readonly Value[], at: Location, tasks: Task[]): Value {
  const busy = parts.filter((part) => part.kind === 'builder' || (part.kind === 'promise' && part.task !== undefined));
  if (busy.length < 2) return union(parts.map((part) => taskOf(machine, part, at, tasks)));
  const whole = newTask(at);
  whole.consumed = true;
  tasks.push(whole);
  const runs = parts.map((part) => {
    const own: Task[] = [];
    const value = taskOf(machine, part, at, own);
    return { value, recording: own[0]?.recording ?? emptyRecording() };
  });
  const branches = runs.map(({ recording }) => ({ likelihood: 'even' as const, leaves: false, recording }));
  whole.recording.entries.push({ kind: 'choice', at, branches });
  return union(runs.map(({ value }) => value));
}

function allOfList(machine: Machine, list: Value & { kind: 'list' }, at: Location): Value {
  const { element } = list;
  if (list.task !== undefined) {
    const value: Value = { ...dropTask(list), element: element.kind === 'promise' ? element.value : element };
    return { kind: 'promise', value, task: list.task };
  }
  if (element.kind !== 'builder')
    return settled({ ...list, element: element.kind === 'promise' ? element.value : element });
  const task = newTask(at);
  const recording = emptyRecording();
  const result = runInto(machine, recording, () => runQuery(machine, element));
  const driver = list.query?.at;
  task.recording.entries.push({
    kind: 'repeat',
    at,
    times: list.size,
    mode: 'parallel',
    recording,
    ...(driver === undefined ? {} : { driver }),
  });
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: { ...list, element: result }, task };
}

function dropTask(list: Value & { kind: 'list' }): Value & { kind: 'list' } {
  const { task: _task, ...rest } = list;
  return rest;
}
