import type { UnknownReason } from '../../../model/inventory.ts';
import type { Location } from '../../../model/source.ts';
import { isDataMethod } from '../libraries/data-methods.ts';
import { type Machine, noteHarmless, record } from '../machine.ts';
import { TOO_MANY } from '../values/union.ts';
import type { Opaque } from '../values/values.ts';

// The ledger: what a call that leads to no code may have hidden.

/** A method of data: the language's own, or one that only a value we did not follow can have. */
export function noteMethod(machine: Machine, target: Opaque, name: string, at: Location): void {
  if (isDataMethod(name) || target.origin === 'clock') noteHarmless(machine, 'data', `.${name}`, at);
  else record(machine, { kind: 'unknown-call', name: `${target.name}.${name}`, at, why: 'method' });
}

/** A call of a value that leads to no code: what it does is missing from the program. */
export function noteUnfollowed(machine: Machine, callee: Opaque, at: Location): void {
  if (callee.origin === 'unknown')
    record(machine, { kind: 'unknown-call', name: callee.name, at, why: reasonOf(callee) });
}

function reasonOf({ name }: Opaque): UnknownReason {
  if (name.startsWith(TOO_MANY)) return 'limit';
  return name.includes('.') ? 'method' : 'function';
}
