import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, native, newObject, settled } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { textOf } from '../entities/options.ts';
import { entityNamed, entityOf } from '../entities/registry.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newDocument } from './documents.ts';
import { databaseOfMongoose, MONGOOSE } from './plans.ts';
import { newModel, newSchema } from './schemas.ts';

/** Calls of the package: connections, schemas, models, sessions. Undefined for the rest of it. */
export function callMongoose(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (target.path.at(-1)) {
    case 'connect':
    case 'createConnection': {
      const client = registerClient(machine, MONGOOSE, [args[1] ?? newObject(true)], true, at, 'mongodb');
      client.orm = MONGOOSE;
      return target.path.at(-1) === 'connect'
        ? settled({ ...target, path: [], args: [] })
        : { ...target, path: ['createConnection()'], args: [] };
    }
    case 'Schema':
      return newSchema(machine, args);
    case 'model': {
      const name = textOf(args[0]) ?? '?';
      return (newModel(machine, name, args[1], at) ?? entityNamed(machine, name))?.model ?? DATA;
    }
    case 'startSession':
      return settled(session(machine, databaseOfMongoose(machine)));
    case 'disconnect':
    case 'close':
      return settled(DATA);
    case 'set':
    case 'plugin':
    case 'on':
    case 'once':
      return DATA;
    default:
      return undefined;
  }
}

/** `new Schema(…)`, reached by any of its names. */
export function constructMongoose(machine: Machine, target: ExternalValue, args: readonly Value[]): Value | undefined {
  return target.path.at(-1) === 'Schema' ? newSchema(machine, args) : undefined;
}

/** `new User(…)`: undefined when the object is not a model. */
export function constructModel(machine: Machine, model: Value, args: readonly Value[]): Value | undefined {
  const entity = entityOf(machine, model);
  return entity?.mapper === 'mongoose' ? newDocument(machine, entity, args) : undefined;
}

/** A session, whose transactions begin and end by its methods. */
export function session(machine: Machine, database: string): Value {
  const value = newObject(false);
  const edge = (name: string, kind: 'begin' | 'end'): void => {
    value.fields.set(
      name,
      native(name, ({ at }) => {
        record(machine, { kind: 'boundary', edge: kind, at, database });
        return settled(DATA);
      }),
    );
  };
  edge('startTransaction', 'begin');
  edge('commitTransaction', 'end');
  edge('abortTransaction', 'end');
  value.fields.set(
    'endSession',
    native('endSession', () => settled(DATA)),
  );
  value.fields.set(
    'withTransaction',
    native('withTransaction', ({ args, at }) =>
      inTransaction(machine, database, false, at, () =>
        args[0] === undefined ? DATA : awaitValue(machine, callValue(machine, args[0], [value], at), at),
      ),
    ),
  );
  return value;
}
