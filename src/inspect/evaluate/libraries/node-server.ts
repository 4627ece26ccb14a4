import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { DATA, native, newObject, opaque } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { ObjectValue, Value } from '../values/values.ts';
import { markOnce } from './marks.ts';
import { addLayer, newRouter } from './routers.ts';

/** A server of `node:http`, whose timeouts the code may set. */
export function newServer(machine: Machine, at: Location): ObjectValue {
  const value = newObject(true, [], 'server');
  markOnce(machine, 'server', at, value);
  return value;
}

/** A server whose function takes every request itself; one that hands them to a framework adds no route. */
export function handledServer(machine: Machine, args: readonly Value[], at: Location): ObjectValue {
  const server = newServer(machine, at);
  const handler = args.find((arg) => arg.kind === 'function');
  if (handler !== undefined) listenTo(machine, server, handler, at);
  return server;
}

/** `url.parse(request.url)`. */
export function callAddress(name: string | undefined, [address = DATA]: readonly Value[]): ObjectValue | undefined {
  if (name !== 'parse') return undefined;
  return newObject(false, [
    ['pathname', address],
    ['query', opaque('request', 'query')],
    ['search', opaque('request', 'query')],
  ]);
}

function listenTo(machine: Machine, server: ObjectValue, handler: Value, at: Location): void {
  server.fields.set('#handler', handler);
  const router = newRouter(machine, 'express', at, false, 'node');
  const layer = { kind: 'route', method: 'ALL', paths: ['/*'], handlers: [handler], at, phase: '#dispatch' } as const;
  addLayer(machine, router, layer);
}

/** Members of a server: what listens runs, `setTimeout` sets the timeout. */
export function memberOfServer(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  if (name === 'listen' || name === 'on' || name === 'once' || name === 'close')
    return native(name, ({ args, at }) => {
      const callback = args.at(-1);
      const event = args[0]?.kind === 'literal' ? args[0].value : undefined;
      if (name === 'on' && event === 'request' && callback !== undefined) listenTo(machine, target, callback, at);
      if (name === 'listen' && callback?.kind === 'function') callValue(machine, callback, [], at);
      return target;
    });
  if (name !== 'setTimeout') return undefined;
  return native(name, ({ args }) => {
    writeKey(machine.trail, target.fields, 'timeout', args[0] ?? DATA);
    return target;
  });
}
