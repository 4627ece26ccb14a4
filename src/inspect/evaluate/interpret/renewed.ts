import { type Copies, copyOf } from '../program/copies.ts';
import type { Recording, Task } from '../program/recording.ts';
import type { Moves } from '../values/move.ts';
import { renewal } from '../values/renew.ts';
import type { Write } from '../values/trail.ts';
import type { Value } from '../values/values.ts';

/** What a call gave and did, to be given again. */
export interface Repeatable {
  readonly recording: Recording;
  readonly result: Value;
  /** Work that the result promises. */
  readonly tasks: readonly Task[];
  readonly writes: readonly Write[];
}

/**
 * The same, apart: nothing that is done with one changes the other. `since`: what was made later is the call's own; `moves`: from what the call was
 * given to what another is given.
 */
export function renewed(
  { recording, result, since, tasks, writes }: Repeatable & { readonly since: number },
  moves?: Moves,
): Repeatable {
  const copy = tasks.length === 0 ? { recording, copies: NO_COPIES } : copyOf(recording, tasks);
  const renew = renewal(since, copy.copies, moves);
  return {
    recording: copy.recording,
    result: renew(result),
    tasks: tasks.map((task) => copy.copies.get(task) ?? task),
    writes: writes.map((write) => withValue(write, renew(contentOf(write)))),
  };
}

const NO_COPIES: Copies = new Map();

/** The value that is written. */
export function contentOf(write: Write): Value {
  return write.kind === 'push' ? write.item : write.after;
}

/** A write of another value leaves another state than the first did. */
function withValue(write: Write, value: Value): Write {
  if (value === contentOf(write)) return write;
  return write.kind === 'push' ? { ...write, item: value, was: NEVER } : { ...write, after: value, was: NEVER };
}

/** No version is this one. */
const NEVER = -1;
