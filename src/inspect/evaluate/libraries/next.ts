import { start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { spoil } from '../values/cells.ts';
import { DATA, native } from '../values/create.ts';
import type { NativeValue } from '../values/values.ts';

/** `next` of a middleware that waits for what follows: the rest of the request is recorded where it is called. */
export function waitingNext(machine: Machine): NativeValue {
  return native('next', ({ at }) =>
    start(machine, at, () => {
      spoil();
      record(machine, { kind: 'next', at, written: machine.trail.writes.length, recording: { entries: [] } });
      return DATA;
    }),
  );
}
