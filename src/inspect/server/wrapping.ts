import { type Entry, newTask, type Recording, type Task } from '../evaluate/index.ts';

type Next = Entry & { kind: 'next' };

/** The place where the request goes on, when there is one and every request reaches it: not on a branch, not in a loop. */
export function onlyNext(entries: readonly Entry[]): Next | undefined {
  const found = placesIn(entries);
  const only = found[0];
  return found.length === 1 && only !== undefined && only !== 'uncertain' ? only : undefined;
}

function placesIn(entries: readonly Entry[]): readonly (Next | 'uncertain')[] {
  return entries.flatMap((entry) => {
    switch (entry.kind) {
      case 'next':
        return [entry];
      case 'spawn':
        return placesIn(entry.task.recording.entries);
      case 'call':
      case 'transaction':
        return placesIn(entry.recording.entries);
      case 'parallel':
        return entry.tasks.flatMap((task) => placesIn(task.recording.entries));
      case 'choice':
        return entry.branches.flatMap((branch) => uncertain(branch.recording));
      case 'repeat':
      case 'detached':
        return uncertain(entry.recording);
      default:
        return [];
    }
  });
}

function uncertain(recording: Recording): readonly 'uncertain'[] {
  return placesIn(recording.entries).length === 0 ? [] : ['uncertain'];
}

/** The same entries with the rest of the request where they wait for it. What does not hold that place is shared, not copied. */
export function fill(entries: readonly Entry[], rest: Recording): readonly Entry[] {
  return fillIn(entries, rest, new Map());
}

function fillIn(entries: readonly Entry[], rest: Recording, copies: Map<Task, Task>): readonly Entry[] {
  return entries.map((entry) => fillEntry(entry, rest, copies));
}

function fillEntry(entry: Entry, rest: Recording, copies: Map<Task, Task>): Entry {
  switch (entry.kind) {
    case 'next':
      return { ...entry, recording: rest };
    case 'spawn':
      return { kind: 'spawn', task: fillTask(entry.task, rest, copies) };
    case 'join':
      return { kind: 'join', task: copies.get(entry.task) ?? entry.task };
    case 'call':
    case 'transaction':
      return placesIn(entry.recording.entries).length === 0
        ? entry
        : { ...entry, recording: { entries: [...fillIn(entry.recording.entries, rest, copies)] } };
    case 'parallel':
      return { ...entry, tasks: entry.tasks.map((task) => fillTask(task, rest, copies)) };
    default:
      return entry;
  }
}

function fillTask(task: Task, rest: Recording, copies: Map<Task, Task>): Task {
  const known = copies.get(task);
  if (known !== undefined) return known;
  if (placesIn(task.recording.entries).length === 0) return task;
  const copy = newTask(task.at);
  copy.joined = task.joined;
  copy.consumed = task.consumed;
  copies.set(task, copy);
  copy.recording.entries.push(...fillIn(task.recording.entries, rest, copies));
  return copy;
}
