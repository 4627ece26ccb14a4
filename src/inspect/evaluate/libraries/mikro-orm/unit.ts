import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import { type Machine, record } from '../../machine.ts';
import { spoil } from '../../values/cells.ts';
import { DATA, sourcesOf } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';
import { databaseOfEntities } from '../decorated/repositories.ts';
import { send } from '../entities/queries.ts';
import type { Entity } from '../entities/registry.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan, type Plan } from '../plans.ts';

/** A change that the unit of work holds until it is flushed. */
interface Change {
  readonly table: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly key: readonly string[];
  readonly values: NonNullable<Plan['values']>;
  readonly inputs: readonly Location[];
}

const pending = new WeakMap<object, Change[]>();

function changesOf(machine: Machine): Change[] {
  spoil();
  const owner = machine.request ?? machine;
  const known = pending.get(owner) ?? [];
  pending.set(owner, known);
  return known;
}

/** Remembers that an entity is to be written: inserted when the code made it, updated when it was read. */
export function change(machine: Machine, { table }: Entity, operation: Change['operation'], value: Value): void {
  const many = value.kind === 'array' || value.kind === 'list';
  const key = table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  const made: Change = {
    table: table.name,
    operation,
    key,
    values: many ? asList(value).size : { kind: 'exactly', count: 1 },
    inputs: sourcesOf([value]),
  };
  const changes = changesOf(machine);
  const same = changes.some(
    (one) => one.table === made.table && one.operation === operation && one.inputs.join() === made.inputs.join(),
  );
  if (!same || operation === 'insert') changes.push(made);
}

/** A row is inserted into, or deleted from, the table between two entities. */
export function link(machine: Machine, table: string, operation: 'insert' | 'delete'): void {
  changesOf(machine).push({ table, operation, key: ['id'], values: { kind: 'exactly', count: 1 }, inputs: [] });
}

/** Whether an entity was read from the database. */
export function isRead(value: Value): boolean {
  return alternatives(value).some((part) => part.kind === 'row' && part.query.operation !== 'insert');
}

/** `em.flush()`: every change so far, inside one transaction; nothing when there is none. */
export function flush(machine: Machine, held: boolean, at: Location): Value {
  const changes = changesOf(machine).splice(0);
  const database = databaseOfEntities(machine, 'mikro-orm');
  if (changes.length === 0) return { kind: 'promise', value: DATA, task: undefined };
  return inTransaction(machine, database, held, at, () => {
    for (const one of changes) {
      const plan: Plan = {
        ...newPlan(database, one.operation, at),
        tables: [one.table],
        held: true,
        inputs: one.inputs,
        returns: false,
      };
      send(
        machine,
        one.operation === 'insert'
          ? { ...plan, values: one.values }
          : { ...plan, equal: [...one.key], keyed: one.key.length > 0 },
      );
    }
    return DATA;
  });
}

/** Begins, or ends, a transaction by hand. */
export function boundary(machine: Machine, edge: 'begin' | 'end', at: Location): Value {
  record(machine, { kind: 'boundary', edge, at, database: databaseOfEntities(machine, 'mikro-orm') });
  return { kind: 'promise', value: DATA, task: undefined };
}
