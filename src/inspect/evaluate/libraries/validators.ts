import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import type { Machine } from '../machine.ts';
import { DATA, newObject, opaque } from '../values/create.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { isRequest } from './identities.ts';

/** Steps of a chain that call a function of the project for each request. */
const CALLING = /^(custom|customSanitizer|if)$/;

/**
 * `body('email').isEmail().custom(check)`: a chain keeps the functions of the project, and calls them when a request crosses it.
 * Undefined for what is not a chain.
 */
export function callValidator(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  if (name === 'validationResult' || name === 'matchedData') return undefined;
  const request = args.find(isRequest);
  if (request !== undefined) return cross(machine, target, request, at);
  const kept = name === 'checkSchema' ? args.flatMap((schema) => inSchema(schema, 0)) : CALLING.test(name) ? args : [];
  const before = target.path.length > 1 ? target.args : [];
  return {
    ...target,
    path: [...target.path.slice(0, -1), `${name}()`],
    args: [...before, ...kept.filter((arg) => arg.kind === 'function')],
  };
}

/** `{ email: { custom: { options: check } } }`. */
function inSchema(value: Value | undefined, depth: number): readonly Value[] {
  if (value?.kind === 'function') return [value];
  if (value?.kind !== 'object' || depth > 3) return [];
  return [...value.fields].flatMap(([key, field]) =>
    depth === 0 || CALLING.test(key) || key === 'options' ? inSchema(field, depth + 1) : [],
  );
}

/** One after the other; what they throw is kept for later, the request goes on. */
function cross(machine: Machine, chain: ExternalValue, request: Value, at: Location): Value {
  return start(machine, at, () => {
    machine.tries.push(false);
    for (const check of chain.args)
      awaitValue(
        machine,
        callValue(machine, check, [opaque('request', 'body.value'), newObject(false, [['req', request]])], at),
        at,
      );
    machine.tries.pop();
    return DATA;
  });
}
