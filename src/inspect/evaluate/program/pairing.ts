import { answers } from './contents.ts';
import { type Entry, inner, type Recording } from './recording.ts';

/** Once past this entry, the answer has left, whatever happened inside. Asked once everything is recorded. */
export function settles(entry: Entry): boolean {
  if (entry.kind === 'respond') return entry.held !== true;
  if (entry.kind === 'choice')
    return entry.branches.every((branch) => branch.leaves || settlesWithin(branch.recording));
  if (entry.kind === 'spawn' && !entry.task.joined) return false;
  return (entry.kind === 'call' || entry.kind === 'spawn') && inner(entry).some(settlesWithin);
}

const known = new WeakMap<Recording, boolean>();

/** Asked at every level of the calls around. */
function settlesWithin(recording: Recording): boolean {
  if (!answers(recording)) return false;
  const before = known.get(recording);
  if (before !== undefined) return before;
  const found = recording.entries.some(settles);
  known.set(recording, found);
  return found;
}

/** Place of the commit that ends a transaction begun at `from`; the end of the flow when there is none. */
export function commitOf(entries: readonly Entry[], from: number): number {
  const found = entries.findIndex((entry, index) => index > from && entry.kind === 'boundary' && entry.edge === 'end');
  return found === -1 ? entries.length : found;
}

/** Place where the last of the tasks that overlap with the one spawned at `from` is joined. */
export function lastJoin(entries: readonly Entry[], from: number): number {
  let end = joinOf(entries, from);
  for (let index = from + 1; index < end; index++)
    if (entries[index]?.kind === 'spawn') end = Math.max(end, joinOf(entries, index));
  return end;
}

function joinOf(entries: readonly Entry[], spawn: number): number {
  const entry = entries[spawn];
  if (entry?.kind !== 'spawn') return spawn;
  const found = entries.findIndex(
    (other, index) => index > spawn && other.kind === 'join' && other.task === entry.task,
  );
  return found === -1 ? spawn : found;
}
