import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callPassport, crossSession } from './identities.ts';
import { crossLimiter } from './limiters.ts';
import { callValidator } from './validators.ts';

/** What packages whose middleware runs code of the project, or asks a store, do to a request that crosses it. Undefined for the rest. */
export function callCrossed(
  machine: Machine,
  name: string,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (name) {
    case 'express-validator':
      return callValidator(machine, target, args, at);
    case 'express-rate-limit':
    case 'express-slow-down':
      return crossLimiter(machine, target, args, at);
    case 'passport':
      return callPassport(machine, target, args, at);
    case 'express-session':
      return target.path.at(-1) === '()' ? crossSession(machine, target, args, at) : undefined;
    default:
      return undefined;
  }
}
