import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, literal, native, settled } from '../../values/create.ts';
import type { ClassValue, ExternalValue, Value } from '../../values/values.ts';
import { rawFragment } from '../builders/fragments.ts';
import { KNEX } from '../builders/knex.ts';
import { registerClient } from '../databases.ts';
import { itemsOf, textOf } from '../entities/options.ts';
import { entityNamed } from '../entities/registry.ts';
import { inTransaction } from '../entities/transactions.ts';
import { type Door, planFor, records } from '../records/chain.ts';
import { keyOf } from '../records/relations.ts';
import { objectionEntity } from './models.ts';

/** Static members of a model of Objection. Undefined for others. */
export function memberOfObjection(machine: Machine, made: ClassValue, name: string): Value | undefined {
  switch (name) {
    case 'query':
      return native(name, ({ args, at }) => {
        const door = doorOf(machine, made, isGiven(args[0]));
        return records(door, planFor(door, at));
      });
    case 'relatedQuery':
      return native(name, ({ args, at }) =>
        related(doorOf(machine, made, isGiven(args[1])), textOf(args[0]) ?? '', at),
      );
    case 'transaction':
      return native(name, ({ args, at }) => transaction(machine, isHeld(args[0]), args, at));
    case 'startTransaction':
      return native(name, ({ at }) => {
        record(machine, { kind: 'boundary', edge: 'begin', at, database: databaseOf(machine) });
        return settled(handle(at));
      });
    case 'bindKnex':
    case 'bindTransaction':
      return native(name, () => made);
    case 'knex':
      return native(name, ({ at }) => ({ ...handle(at), path: [KNEX.open] }));
    default:
      return undefined;
  }
}

/** Plugins of Objection (`objection-visibility`): mixins, or functions that give one. A model that crosses it stays itself. */
export function callObjectionPlugin(target: ExternalValue, args: readonly Value[]): Value {
  const model = args.find((arg) => arg.kind === 'class' || (arg.kind === 'external' && arg.package === 'objection'));
  return model ?? { ...target, path: [...target.path, '()'], args };
}

/** `class Person extends mixin(Model, [Visible, Dated])`: each function gives a class that extends the one before. */
function mixed(machine: Machine, base: Value | undefined, mixins: readonly Value[], at: Location): Value {
  return mixins
    .flatMap((each) => [...itemsOf(each)])
    .reduce<Value>((made, each) => callValue(machine, each, [made], at), base ?? DATA);
}

/** `transaction(Person.knex(), async (trx) => …)`, `transaction(Person, async (Person, trx) => …)`. Undefined for the rest of the package. */
export function callObjection(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const last = target.path.at(-1);
  if (last === 'transaction') return transaction(machine, false, args, at);
  if (last === 'mixin') return mixed(machine, args[0], args.slice(1), at);
  if (last === 'compose') return native(last, (input) => mixed(machine, input.args[0], args, at));
  if (last === 'raw' && target.path.length === 1) return rawFragment(args);
  if (last === 'ref' && target.path.length === 1) return referred(args);
  return target.path[0] === 'Model' && last === 'knex' ? DATA : undefined;
}

function doorOf(machine: Machine, made: ClassValue, held: boolean): Door {
  return { machine, entity: objectionEntity(machine, made), database: databaseOf(machine), held };
}

/** That of the Knex given to the models. */
function databaseOf(machine: Machine): string {
  const known = machine.clients.find((client) => client.orm === 'knex');
  if (known !== undefined) return known.id;
  const client = registerClient(machine, 'knex', [], true, { file: '', line: 1 }, 'postgresql');
  client.orm = 'knex';
  return client.id;
}

/** `ref('pets.name')`: a column, where a value would stand. */
function referred(args: readonly Value[]): Value {
  return rawFragment([literal('??'), ...args]);
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== 'literal';
}

function isHeld(value: Value | undefined): boolean {
  return value?.kind === 'external' && value.path.includes(KNEX.held[1]);
}

function handle(at: Location): ExternalValue {
  return { kind: 'external', package: 'knex', path: [...KNEX.held], args: [], at };
}

/** The models that are given are given back before the handle. */
function transaction(machine: Machine, held: boolean, args: readonly Value[], at: Location): Value {
  const callback = args.findLast((arg) => arg.kind === 'function');
  const models = args.filter((arg) => arg.kind === 'class');
  return inTransaction(machine, databaseOf(machine), held, at, () =>
    callback === undefined ? DATA : awaitValue(machine, callValue(machine, callback, [...models, handle(at)], at), at),
  );
}

function related(door: Door, name: string, at: Location): Value {
  const relation = door.entity.table.relations.get(name);
  const entity = relation === undefined ? undefined : entityNamed(door.machine, relation.table.name);
  if (relation === undefined || entity === undefined) return DATA;
  const inner: Door = { ...door, entity };
  return records(inner, { ...planFor(inner, at), equal: [keyOf(relation)] });
}
