import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { DATA, native, newObject } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { ObjectValue, Value } from '../values/values.ts';
import { markOnce } from './marks.ts';

/** A server of `node:http`, whose timeouts the code may set. */
export function newServer(machine: Machine, at: Location): ObjectValue {
  const value = newObject(true, [], 'server');
  markOnce(machine, 'server', at, value);
  return value;
}

/** Members of a server: what listens runs, `setTimeout` sets the timeout. */
export function memberOfServer(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  if (name === 'listen' || name === 'on' || name === 'once' || name === 'close')
    return native(name, ({ args, at }) => {
      const callback = args.at(-1);
      if (name === 'listen' && callback?.kind === 'function') callValue(machine, callback, [], at);
      return target;
    });
  if (name !== 'setTimeout') return undefined;
  return native(name, ({ args }) => {
    writeKey(machine.trail, target.fields, 'timeout', args[0] ?? DATA);
    return target;
  });
}
