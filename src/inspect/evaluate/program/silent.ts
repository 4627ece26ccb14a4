import type { UnknownCall } from '../../../model/inventory.ts';
import { contentsOf } from './contents.ts';
import { type Entry, inner, type Recording } from './recording.ts';

type Calls = ReadonlyMap<string, UnknownCall>;

const NONE: Calls = new Map();

/** An entry that becomes no step: at most calls that were not followed. */
export function isSilent(entry: Entry): boolean {
  switch (entry.kind) {
    case 'unknown-call':
    case 'memory':
    case 'retry':
    case 'join':
      return true;
    case 'leaf':
    case 'query':
    case 'transaction':
    case 'boundary':
    case 'respond':
      return false;
    case 'choice':
      if (entry.branches.some((branch) => branch.leaves)) return false;
      return entry.branches.every((branch) => !contentsOf(branch.recording).shows);
    default:
      return inner(entry).every((inside) => !contentsOf(inside).shows);
  }
}

/** Calls of a silent entry that were not followed, by place and name. */
export function unknownIn(entry: Entry): Calls {
  if (entry.kind === 'unknown-call') {
    const { name, at, why } = entry;
    return new Map([[`${at.file}:${at.line} ${name}`, { name, at, why }]]);
  }
  if (entry.kind === 'spawn' && entry.task.consumed) return NONE;
  const insides = inner(entry);
  const [only] = insides;
  return insides.length === 1 && only !== undefined ? unknownOf(only) : together(insides.map(unknownOf));
}

const known = new WeakMap<Recording, Calls>();

/** Gathered once for a recording, which several programs share. */
function unknownOf(recording: Recording): Calls {
  if (!contentsOf(recording).unknown) return NONE;
  const before = known.get(recording);
  if (before !== undefined) return before;
  const found = together(recording.entries.map(unknownIn));
  known.set(recording, found);
  return found;
}

function together(all: readonly Calls[]): Calls {
  const found = new Map<string, UnknownCall>();
  for (const calls of all) for (const [key, call] of calls) found.set(key, call);
  return found;
}
