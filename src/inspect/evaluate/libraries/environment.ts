import { FALSE, newObject, opaque, TRUE } from '../values/create.ts';
import type { Value } from '../values/values.ts';

/** `cleanEnv(process.env, spec)`: the variables of the environment, checked; with what the library says of the environment itself. */
export function checkedEnvironment(args: readonly Value[]): Value {
  const variables = args[0]?.kind === 'opaque' ? args[0] : opaque('environment', '');
  const made = newObject(true, [
    ['isProduction', TRUE],
    ['isProd', TRUE],
    ['isDevelopment', FALSE],
    ['isDev', FALSE],
    ['isTest', FALSE],
  ]);
  made.spreads.push(variables);
  return made;
}
