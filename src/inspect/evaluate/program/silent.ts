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

/** Adds the calls of a silent entry that were not followed, by place and name. */
export function addUnknown(found: Map<string, UnknownCall>, entry: Entry): void {
  if (entry.kind === 'unknown-call') {
    const { name, at, why } = entry;
    found.set(`${at.file}:${at.line} ${name}`, { name, at, why });
    return;
  }
  if (entry.kind === 'spawn' && entry.task.consumed) return;
  for (const inside of inner(entry)) for (const [key, call] of unknownOf(inside)) found.set(key, call);
}

const known = new WeakMap<Recording, Calls>();

/** Gathered once for a recording, which several programs share. */
function unknownOf(recording: Recording): Calls {
  if (!contentsOf(recording).unknown) return NONE;
  const before = known.get(recording);
  if (before !== undefined) return before;
  const found = new Map<string, UnknownCall>();
  for (const entry of recording.entries) addUnknown(found, entry);
  known.set(recording, found);
  return found;
}
