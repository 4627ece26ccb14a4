import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callPassport, crossSession } from './identities.ts';
import { sendJob } from './job-tables.ts';
import { crossLimiter } from './limiters.ts';
import { noteRetry } from './retries.ts';
import { callValidator } from './validators.ts';

/** What packages that run code of the project, or ask a store, do for a request. Undefined for the rest. */
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
    case 'pg-boss':
      return sendJob(machine, target, at);
    case 'p-retry':
    case 'async-retry':
      if (target.path.at(-1)?.startsWith('Abort') !== true) noteRetry(machine, args, at);
      return undefined;
    case 'express-session':
      return target.path.at(-1) === '()' ? crossSession(machine, target, args, at) : undefined;
    default:
      return undefined;
  }
}
