import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callBetterAuth } from './better-auth.ts';
import { callPassport, crossSession } from './identities.ts';
import { sendJob } from './job-tables.ts';
import { crossLimiter } from './limiters.ts';
import { listed } from './listings.ts';
import { folderLoaded } from './loaded-folders.ts';
import { callLodash } from './lodash.ts';
import { noteRetry } from './retries.ts';
import { callContainer } from './service-containers.ts';
import { callValidator } from './validators.ts';

/** What packages that run or load code of the project, or ask a store, do. Undefined for the rest. */
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
    case 'better-auth':
      return callBetterAuth(machine, target, args, at);
    case 'passport':
      return callPassport(machine, target, args, at);
    case 'glob':
    case 'fast-glob':
    case 'tinyglobby':
    case 'globby':
      return listed(machine, args[0]);
    case 'auto-load':
    case 'require-all':
    case 'require-dir':
    case 'require-directory':
      return folderLoaded(machine, name, args, at);
    case 'axios-rate-limit':
    case 'axios-cache-interceptor':
    case 'axios-cookiejar-support':
      return args[0]?.kind === 'external' ? args[0] : undefined;
    case 'lodash':
      return callLodash(machine, target, args, at);
    case 'typedi':
    case 'tsyringe':
      return callContainer(machine, target, args);
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
