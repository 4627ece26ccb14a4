import type { Location } from '../../../model/source.ts';
import { shareOf, withinSteps } from '../budget.ts';
import type { Machine } from '../machine.ts';
import { DATA, derived } from '../values/create.ts';
import type { Opaque, Value } from '../values/values.ts';
import { callValue } from './calls.ts';
import { settleCallbacks } from './promises.ts';

/**
 * Functions handed to something unknown are assumed to run once; what they do is waited for if the result is. What a start does `then` is the
 * rest of it, and has its steps.
 */
export function runCallbacks(machine: Machine, args: readonly Value[], at: Location, isRest = false): Value {
  const callbacks = args.filter((value) => value.kind === 'function');
  if (callbacks.length === 0) return { ...derived(args), origin: 'unknown' } as Opaque;
  return settleCallbacks(machine, callbacks, at, (callback) =>
    withinSteps(
      machine,
      () => callValue(machine, callback, [DATA, DATA, DATA], at),
      isRest ? shareOf(machine) : undefined,
    ),
  );
}
