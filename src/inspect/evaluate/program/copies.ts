import { contentsOf } from './contents.ts';
import { type Entry, inner, newTask, type Recording, type Task } from './recording.ts';

/** Each task with the one that takes its place. */
export type Copies = Map<Task, Task>;

/** The same recording, in which other tasks take the place of these: what someone else awaits is apart. What holds none of them is shared. */
export function copyOf(recording: Recording, tasks: readonly Task[]): { recording: Recording; copies: Copies } {
  const oldest = tasks.reduce((least, { born }) => Math.min(least, born), Number.POSITIVE_INFINITY);
  const copying: Copying = { copies: new Map(), made: new Map(), oldest };
  for (const task of tasks) copying.copies.set(task, emptyCopy(task));
  for (const task of tasks)
    copying.copies.get(task)?.recording.entries.push(...copied(task.recording, copying).entries);
  return { recording: copied(recording, copying), copies: copying.copies };
}

interface Copying {
  readonly copies: Copies;
  readonly made: Map<Recording, Recording>;
  /** When the oldest of the tasks was started: a recording whose tasks are all older holds none of them. */
  readonly oldest: number;
}

function emptyCopy(task: Task): Task {
  const copy = newTask(task.at);
  copy.joined = task.joined;
  copy.consumed = task.consumed;
  return copy;
}

function copied(recording: Recording, copying: Copying): Recording {
  if (contentsOf(recording).youngest < copying.oldest) return recording;
  const known = copying.made.get(recording);
  if (known !== undefined) return known;
  const entries = recording.entries.map((entry) => copyEntry(entry, copying));
  const same = entries.every((entry, index) => entry === recording.entries[index]);
  const copy = same ? recording : recording.whole === true ? { entries, whole: true as const } : { entries };
  copying.made.set(recording, copy);
  return copy;
}

function copyEntry(entry: Entry, copying: Copying): Entry {
  if (entry.kind === 'join') {
    const task = copying.copies.get(entry.task);
    return task === undefined ? entry : { kind: 'join', task };
  }
  if (entry.kind === 'spawn') {
    const task = copyTask(entry.task, copying);
    return task === entry.task ? entry : { kind: 'spawn', task };
  }
  if (inner(entry).every((inside) => copied(inside, copying) === inside) && !startsAny(entry, copying)) return entry;
  switch (entry.kind) {
    case 'parallel':
      return { ...entry, tasks: entry.tasks.map((task) => copyTask(task, copying)) };
    case 'choice':
      return {
        ...entry,
        branches: entry.branches.map((branch) => ({ ...branch, recording: copied(branch.recording, copying) })),
      };
    case 'call':
    case 'repeat':
    case 'transaction':
    case 'detached':
    case 'next':
      return { ...entry, recording: copied(entry.recording, copying) };
    default:
      return entry;
  }
}

function startsAny(entry: Entry, { copies }: Copying): boolean {
  return entry.kind === 'parallel' && entry.tasks.some((task) => copies.has(task));
}

function copyTask(task: Task, copying: Copying): Task {
  const known = copying.copies.get(task);
  if (known !== undefined) return known;
  const recording = copied(task.recording, copying);
  if (recording === task.recording) return task;
  const copy = { ...emptyCopy(task), recording };
  copying.copies.set(task, copy);
  return copy;
}
