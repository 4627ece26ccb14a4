import { type Entry, inner, type Recording } from './recording.ts';

const ANSWERS = 1;
const WORKS = 2;
/** A call that was not followed, then one of which nothing is known: not a function inside itself. */
const UNKNOWN = 4;
const MISSED = 8;
const SHOWS = 16;
const NOTES = 32;
const FLOWS = 64;

/** What a finished recording holds, at any depth. */
export class Contents {
  /** Of the recording, when it was looked into. */
  readonly length: number;
  /** When the youngest of the tasks that it starts or joins was started, on the clock of identities; unbounded while it may still grow. */
  readonly youngest: number;
  readonly flags: number;

  constructor(length: number, flags: number, youngest: number) {
    this.length = length;
    this.flags = flags;
    this.youngest = youngest;
  }

  /** An answer to the request. */
  get answers(): boolean {
    return (this.flags & ANSWERS) !== 0;
  }

  /** Work that makes a branch worth showing: anything but log lines and answers. */
  get works(): boolean {
    return (this.flags & WORKS) !== 0;
  }

  /** A call that was not followed. */
  get unknown(): boolean {
    return (this.flags & UNKNOWN) !== 0;
  }

  /** Something that becomes a step, or decides how others are arranged. */
  get shows(): boolean {
    return (this.flags & SHOWS) !== 0;
  }

  /** A query, or a loop over the rows of one: what may tell which line something comes from. */
  get flows(): boolean {
    return (this.flags & FLOWS) !== 0;
  }

  /** A note: a use of what the process keeps between requests, a retry. */
  get notes(): boolean {
    return (this.flags & NOTES) !== 0;
  }
}

/** Looked into once, unless entries were added since. */
export function contentsOf(recording: Recording): Contents {
  const { entries, contents } = recording;
  if (contents !== undefined && contents.length === entries.length) return contents;
  let flags = 0;
  let youngest = 0;
  for (const entry of entries) {
    flags |= ownFlags(entry);
    youngest = Math.max(youngest, youngestTask(entry));
    for (const inside of inner(entry)) {
      const found = contentsOf(inside);
      flags |= found.flags;
      youngest = Math.max(youngest, found.youngest);
    }
  }
  const found = new Contents(entries.length, flags, youngest);
  recording.contents = found;
  return found;
}

function youngestTask(entry: Entry): number {
  switch (entry.kind) {
    case 'spawn':
      return entry.task.born;
    case 'join':
      return Math.max(entry.task.born, contentsOf(entry.task.recording).youngest);
    case 'parallel':
      return entry.tasks.reduce((youngest, task) => Math.max(youngest, task.born), 0);
    case 'next':
      return Number.POSITIVE_INFINITY;
    default:
      return 0;
  }
}

function ownFlags(entry: Entry): number {
  switch (entry.kind) {
    case 'respond':
      return SHOWS | ANSWERS;
    case 'query':
      return SHOWS | WORKS | FLOWS;
    case 'transaction':
      return SHOWS | WORKS;
    case 'repeat':
      return entry.driver === undefined ? 0 : FLOWS;
    case 'leaf':
      return entry.step.kind === 'cpu' && LIGHT.has(entry.step.work) ? SHOWS : SHOWS | WORKS;
    case 'unknown-call':
      return entry.again === undefined ? UNKNOWN | MISSED : UNKNOWN;
    case 'memory':
    case 'retry':
      return NOTES;
    case 'choice':
      return entry.branches.some((branch) => branch.leaves) ? SHOWS : 0;
    case 'boundary':
      return SHOWS;
    default:
      return 0;
  }
}

/** Whether all that the recording holds is calls of functions that were not followed once more inside themselves, none of them these. */
export function isOnlyAgain(recording: Recording, but: readonly object[]): boolean {
  const { flags } = contentsOf(recording);
  return (flags & UNKNOWN) !== 0 && (flags & (MISSED | SHOWS | NOTES)) === 0 && !callsAgain(recording, but);
}

function callsAgain({ entries }: Recording, codes: readonly object[]): boolean {
  return entries.some((entry) =>
    entry.kind === 'unknown-call' && entry.again !== undefined
      ? codes.includes(entry.again)
      : inner(entry).some((inside) => callsAgain(inside, codes)),
  );
}

/** True when the recording answers the request. */
export function answers(recording: Recording): boolean {
  return contentsOf(recording).answers;
}

/** True when the recording holds work worth showing. */
export function hasWork(recording: Recording): boolean {
  return contentsOf(recording).works;
}

const LIGHT: ReadonlySet<string> = new Set(['log-line', 'json-stringify', 'middleware', 'validation']);
