import { type Machine, record } from '../machine.ts';
import type { MemoryUse } from '../program/recording.ts';
import type { ExternalValue, ObjectValue } from '../values/values.ts';
import { packOf } from './rules.ts';

const USES: Readonly<Record<string, MemoryUse>> = {
  get: 'lookup',
  has: 'lookup',
  values: 'listing',
  keys: 'listing',
  entries: 'listing',
  forEach: 'listing',
  set: 'change',
  add: 'change',
  delete: 'change',
  clear: 'change',
};

/** A map or a set made when the server started is kept between requests. */
export function noteCollection(machine: Machine, target: ObjectValue, name: string): void {
  const way = USES[name];
  if (target.shared && target.at !== undefined && way !== undefined) note(machine, target.at, way);
}

/** A cache of a package keeps what it holds in the memory of the process. */
export function noteMemory(machine: Machine, target: ExternalValue): void {
  const memory = packOf(target.package)?.memory;
  const name = target.path.at(-1) ?? '';
  if (memory === undefined) return;
  if (memory.lookup.includes(name)) note(machine, target.at, 'lookup');
  if (memory.change.includes(name)) note(machine, target.at, 'change');
}

function note(machine: Machine, store: ObjectValue['at'] & object, way: MemoryUse): void {
  if (machine.phase === 'request') record(machine, { kind: 'memory', store, way });
}
