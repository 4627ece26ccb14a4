import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';

/** Remembers where something notable was first seen: a protection, a signal, the use of `cluster`. */
export function markOnce(machine: Machine, name: string, at: Location, value?: Value): void {
  if (!machine.marks.has(name)) machine.marks.set(name, { at, value });
}
