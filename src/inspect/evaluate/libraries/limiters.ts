import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { getMember } from '../interpret/members.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import type { Machine } from '../machine.ts';
import { DATA, literal } from '../values/create.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { externalsIn, isRequest } from './identities.ts';

/** `rateLimit({ store })` crossed by a request: a store outside counts it, through the function that sends its commands. */
export function crossLimiter(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const options = target.args[0];
  if (target.path.at(-1) !== '()' && target.path.at(-1)?.endsWith('()') !== true) return undefined;
  if (!isRequest(args[0]) || options?.kind !== 'object') return undefined;
  const stores = externalsIn(getMember(machine, options, 'store', at), 0);
  return start(machine, at, () => {
    for (const store of stores) awaitValue(machine, count(machine, store, at), at);
    return DATA;
  });
}

/** One script is run for each request: `rate-limit-redis` sends it through `sendCommand`, `rate-limit-memcached` and others through their client. */
function count(machine: Machine, store: ExternalValue, at: Location): Value {
  const options = store.args[0];
  const send = options?.kind === 'object' ? options.fields.get('sendCommand') : undefined;
  return send === undefined ? DATA : callValue(machine, send, [literal('EVALSHA')], at);
}
