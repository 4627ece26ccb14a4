import type { Location } from '../../../model/source.ts';
import { type Machine, record } from '../machine.ts';
import type { Value } from '../values/values.ts';

/** Notes the answer when a stream is piped into the response: it leaves at once, but for what the following code still writes. */
export function notePiped(machine: Machine, source: Value, target: Value | undefined, at: Location): void {
  if (target?.kind !== 'object' || target.nature !== 'response') return;
  record(machine, { kind: 'respond', at, failure: false, ...(isWritten(source) ? { held: true as const } : {}) });
}

/** A document or an archive that a library makes: the answer ends with it. */
function isWritten(source: Value): boolean {
  return source.kind === 'external' && !/^(?:fs|https?|stream)(?:$|[/:])/.test(source.package);
}
