import type { Location } from '../../model/source.ts';
import {
  answerFor,
  type Entry,
  emptyRecording,
  type Machine,
  newTask,
  type Question,
  type RequestUnderway,
  replay,
  rollBack,
  runInto,
  type Task,
  type Value,
  type Write,
} from '../evaluate/index.ts';
import type { Link } from './routes.ts';
import { fill, onlyNext } from './wrapping.ts';

/** What crossing one middleware did, after the ones before it, for requests that answer its questions alike. */
interface Crossing {
  readonly questions: readonly Question[];
  readonly at: Location;
  readonly entries: readonly Entry[];
  readonly writes: readonly Write[];
  /** Where it lets the request go on and waits for the rest, when that place is certain. */
  readonly around: (Entry & { kind: 'next' }) | undefined;
  readonly answers: readonly Value[];
  readonly next: Crossings;
}

/** Crossings by middleware, as a tree: each holds those that follow it. Middleware that many routes share is evaluated once. */
export interface Crossings {
  readonly by: Map<Value, Crossing[]>;
}

export function newCrossings(): Crossings {
  return { by: new Map() };
}

/**
 * Crosses a middleware, then goes on: repeats what an earlier request recorded when its questions get the same answers, else evaluates it.
 * What follows is recorded inside the middleware when it waits for it, after it otherwise.
 */
export function crossOnce(
  machine: Machine,
  place: Crossings,
  link: Link,
  evaluate: () => void,
  goOn: (place: Crossings) => void,
): void {
  const request = machine.request;
  if (request === undefined) return;
  const known = place.by.get(link.value) ?? [];
  const same = known.find((one) => one.questions.every((asked) => answersAlike(request, asked)));
  const made = same ?? record(machine, request, link, evaluate);
  if (same === undefined) place.by.set(link.value, [...known, made]);
  else {
    request.answers.push(...same.answers);
    request.questions.push(...same.questions);
  }
  const entries = relocate(made.entries, made.at, link.at);
  if (made.around === undefined) {
    replay(machine.trail, made.writes);
    machine.recording.entries.push(...entries);
    goOn(made.next);
    return;
  }
  const { written } = made.around;
  replay(machine.trail, made.writes.slice(0, written));
  const rest = emptyRecording();
  runInto(machine, rest, () => goOn(made.next));
  machine.recording.entries.push(...fill(entries, rest));
  replay(machine.trail, made.writes.slice(written));
}

function answersAlike(request: RequestUnderway, asked: Question): boolean {
  return answerFor(request, asked) === asked.answer;
}

/** Evaluates a middleware, and takes back what it wrote: the writes before and after the rest are put again by whoever crosses it. */
function record(machine: Machine, request: RequestUnderway, link: Link, evaluate: () => void): Crossing {
  const recording = emptyRecording();
  const written = machine.trail.writes.length;
  const answered = request.answers.length;
  const asked = request.questions.length;
  runInto(machine, recording, evaluate);
  const around = onlyNext(recording.entries);
  return {
    questions: request.questions.slice(asked),
    at: link.at,
    entries: recording.entries,
    writes: rollBack(machine.trail, written),
    around: around === undefined ? undefined : { ...around, written: around.written - written },
    answers: request.answers.slice(answered),
    next: newCrossings(),
  };
}

/** The same entries, for a route that names the middleware on another line. */
function relocate(entries: readonly Entry[], from: Location, to: Location): readonly Entry[] {
  if (from.file === to.file && from.line === to.line) return entries;
  const tasks = new Map<Task, Task>();
  return entries.map((entry) => moved(entry, from, to, tasks));
}

function moved(entry: Entry, from: Location, to: Location, tasks: Map<Task, Task>): Entry {
  switch (entry.kind) {
    case 'leaf':
      return isAt(entry.step.at, from) ? { ...entry, step: { ...entry.step, at: to } } : entry;
    case 'call':
      return isAt(entry.at, from) ? { ...entry, at: to } : entry;
    case 'spawn':
    case 'join':
      return { kind: entry.kind, task: movedTask(entry.task, from, to, tasks) };
    default:
      return entry;
  }
}

function movedTask(task: Task, from: Location, to: Location, tasks: Map<Task, Task>): Task {
  const known = tasks.get(task);
  if (known !== undefined) return known;
  const copy = newTask(isAt(task.at, from) ? to : task.at);
  copy.joined = task.joined;
  copy.consumed = task.consumed;
  tasks.set(task, copy);
  copy.recording.entries.push(...task.recording.entries.map((entry) => moved(entry, from, to, tasks)));
  return copy;
}

function isAt(at: Location, place: Location): boolean {
  return at.file === place.file && at.line === place.line;
}
