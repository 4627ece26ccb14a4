import type { UnknownReason } from '../../../model/inventory.ts';
import type { CallStep, Cardinality, CpuStep, Likelihood, ThreadStep } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { nextId } from '../values/cells.ts';
import type { QueryPlan } from '../values/query.ts';
import type { Contents } from './contents.ts';

/** What an evaluation did, in order, before the spawns and joins of promises are turned into a tree. Filled while evaluating, then only read. */
export interface Recording {
  readonly entries: Entry[];
  /** All of one call, which several entries share: nothing outside joins its work. */
  whole?: true;
  contents?: Contents;
}

/** Work started without waiting: the body of an asynchronous call. */
export interface Task {
  readonly recording: Recording;
  readonly at: Location;
  /** Someone awaits it. */
  joined: boolean;
  /** It is recorded as a part of another entry. */
  consumed: boolean;
  /** When it was started, on the clock of identities. */
  readonly born: number;
}

export interface RecordedBranch {
  readonly likelihood: Likelihood;
  readonly leaves: boolean;
  readonly recording: Recording;
}

/** A check costs what the hash it meets was made with: that of the tables it was read from, of the whole project when nothing tells them. */
export interface HashCheck {
  readonly tables: readonly string[];
  /** Rounds when the project makes no hash. */
  readonly assumed: number;
}

/** `lookup`: by its key; `listing`: all that it holds. */
export type MemoryUse = 'lookup' | 'listing' | 'change';

export type Entry =
  | {
      readonly kind: 'leaf';
      readonly step: CpuStep | ThreadStep | CallStep;
      /** A check of a hash kept elsewhere. */
      readonly hashedWith?: HashCheck;
    }
  | { readonly kind: 'query'; readonly plan: QueryPlan }
  | { readonly kind: 'spawn'; readonly task: Task }
  | { readonly kind: 'join'; readonly task: Task }
  /** A call of a function of the project: lengthens the call chain of what is inside. */
  | { readonly kind: 'call'; readonly at: Location; readonly recording: Recording }
  | { readonly kind: 'parallel'; readonly at: Location; readonly tasks: readonly Task[] }
  | {
      readonly kind: 'repeat';
      readonly at: Location;
      readonly times: Cardinality;
      readonly mode: 'sequential' | 'parallel';
      readonly recording: Recording;
      /** Line of the query whose rows drive the loop. */
      readonly driver?: Location;
    }
  | { readonly kind: 'choice'; readonly at: Location; readonly branches: readonly RecordedBranch[] }
  | {
      readonly kind: 'transaction';
      readonly at: Location;
      readonly database: string;
      readonly recording: Recording;
    }
  | { readonly kind: 'detached'; readonly at: Location; readonly recording: Recording }
  /** A begin, commit or rollback sent as raw SQL. */
  | { readonly kind: 'boundary'; readonly edge: 'begin' | 'end'; readonly at: Location; readonly database: string }
  /** The answer is given here. It leaves at once, and what follows in the same flow runs after it, unless `held`: it leaves when everything has returned. */
  | { readonly kind: 'respond'; readonly at: Location; readonly failure: boolean; readonly held?: true }
  /** Middleware lets the request go on here, and waits for the rest, which is recorded inside once it is known. */
  | { readonly kind: 'next'; readonly at: Location; readonly written: number; readonly recording: Recording }
  /** Something that the process keeps between requests is looked up, read through, or changed. */
  | { readonly kind: 'memory'; readonly store: Location; readonly way: MemoryUse }
  /** Work that is tried again: without end, or for so many seconds at worst. */
  | { readonly kind: 'retry'; readonly at: Location; readonly seconds?: number }
  | {
      readonly kind: 'unknown-call';
      readonly name: string;
      readonly at: Location;
      readonly why: UnknownReason;
      /** The function that is not followed once more inside itself. */
      readonly again?: object;
    };

export function emptyRecording(): Recording {
  return { entries: [] };
}

export function newTask(at: Location): Task {
  return { recording: emptyRecording(), at, joined: false, consumed: false, born: nextId() };
}

/** The recordings directly inside an entry. */
export function inner(entry: Entry): readonly Recording[] {
  switch (entry.kind) {
    case 'spawn':
      return [entry.task.recording];
    case 'parallel':
      return entry.tasks.map((task) => task.recording);
    case 'choice':
      return entry.branches.map((branch) => branch.recording);
    case 'call':
    case 'repeat':
    case 'transaction':
    case 'detached':
    case 'next':
      return [entry.recording];
    default:
      return [];
  }
}
