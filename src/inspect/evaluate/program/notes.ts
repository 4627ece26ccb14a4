import { contentsOf } from './contents.ts';
import { type Entry, inner, type Recording } from './recording.ts';

/** What a recording says of a request beside its steps. */
export type Note = Entry & { kind: 'memory' | 'retry' };

type Notes = ReadonlyMap<string, Note>;

const NONE: Notes = new Map();
const known = new WeakMap<Recording, Notes>();

/** The notes of a recording, each once; gathered once for what several programs share. */
export function notesIn(recording: Recording): Notes {
  if (!contentsOf(recording).notes) return NONE;
  const before = known.get(recording);
  if (before !== undefined) return before;
  const found = new Map<string, Note>();
  for (const entry of recording.entries) {
    if (entry.kind === 'memory' || entry.kind === 'retry') found.set(keyOf(entry), entry);
    for (const inside of inner(entry)) for (const [key, note] of notesIn(inside)) found.set(key, note);
  }
  known.set(recording, found);
  return found;
}

function keyOf(note: Note): string {
  const { file, line } = note.kind === 'memory' ? note.store : note.at;
  return `${note.kind} ${file}:${line} ${note.kind === 'memory' ? note.way : ''}`;
}
