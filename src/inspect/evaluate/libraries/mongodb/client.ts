import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import { DATA, newObject, settled } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { textOf } from '../entities/options.ts';
import { session } from '../mongoose/connection.ts';
import { callCollection } from './collections.ts';

/** A collection is reached by its name: `collection:users()`. */
const COLLECTION = /^collection:(.*)\(\)$/;

/** The driver of MongoDB itself: `client.db().collection('users').find(…)`. Undefined for what reaches no database. */
export function callMongodb(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const method = target.path.at(-1) ?? '';
  const held = COLLECTION.exec(target.path.at(-2) ?? '')?.[1];
  if (held !== undefined) return callCollection(machine, databaseOf(machine), held, method, args, at);
  switch (method) {
    case 'connect':
      return settled(target.path.includes('new()') ? before(target) : openMongodb(machine, target, args, at));
    case 'db':
      return { ...target, path: [...target.path.slice(0, -1), 'db()'], args: [] };
    case 'collection':
      return { ...target, path: [...target.path.slice(0, -1), `collection:${textOf(args[0]) ?? '?'}()`], args: [] };
    case 'startSession':
      return session(machine, databaseOf(machine));
    case 'close':
    case 'command':
    case 'ping':
    case 'on':
      return settled(DATA);
    default:
      return undefined;
  }
}

/** `new MongoClient(url, options)`, `MongoClient.connect(url, options)`. */
export function openMongodb(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value {
  registerClient(machine, 'mongodb', [args[1] ?? newObject(true)], true, at, 'mongodb');
  return { kind: 'external', package: target.package, path: ['MongoClient', 'new()'], args: [], at };
}

function before(target: ExternalValue): ExternalValue {
  return { ...target, path: target.path.slice(0, -1), args: [] };
}

function databaseOf(machine: Machine): string {
  return machine.clients.find((client) => client.package === 'mongodb')?.id ?? 'mongodb';
}
