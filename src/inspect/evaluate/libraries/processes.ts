import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue } from '../interpret/promises.ts';
import type { Machine } from '../machine.ts';
import { DATA, native } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { markOnce } from './marks.ts';

/** `throng(worker)` and `throng({ master, worker })`: one process for each processor, each running the worker. */
export function callThrong(machine: Machine, args: readonly Value[], at: Location): Value {
  markOnce(machine, 'cluster', at);
  const given = args[0];
  const workers = given?.kind === 'object' ? [given.fields.get('worker'), given.fields.get('start')] : [given];
  const disconnect = native('disconnect', () => DATA);
  for (const worker of workers)
    if (worker !== undefined) awaitValue(machine, callValue(machine, worker, [DATA, disconnect], at), at);
  return DATA;
}
