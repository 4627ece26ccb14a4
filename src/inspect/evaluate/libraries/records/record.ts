import type { Location } from '../../../../model/source.ts';
import { native, newObject, sourcesOf } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Value } from '../../values/values.ts';
import { textOf } from '../entities/options.ts';
import { now, row, send } from '../entities/queries.ts';
import { entityNamed, ownMethod, runHooks } from '../entities/registry.ts';
import type { Plan } from '../plans.ts';
import { type Door, planFor, records } from './chain.ts';
import { keyOf, loadRelations } from './relations.ts';

/** A row as an instance of its model: methods of the code, relations that were loaded, writes of itself. */
export function recordOf(door: Door, sent: QueryPlan, loaded: ReadonlyMap<string, Value>): Value {
  const made: Value = row(sent, door.entity.table.name, {
    fields: loaded,
    member: (name) => ownMethod(door.entity, made, name) ?? memberOf(door, made, sent, name),
  });
  return made;
}

const ITSELF = new Set([
  'merge',
  'fill',
  'serialize',
  'toJSON',
  'useTransaction',
  '$set',
  '$setJson',
  '$toJson',
  '$clone',
  '$query',
]);

function memberOf(door: Door, self: Value, found: QueryPlan, name: string): Value | undefined {
  if (name === '$query')
    return native(name, ({ args, at }) => {
      const own = through(door, args[0]);
      return records(own, { ...planFor(own, at), ...keyed(door), inputs: [found.at] });
    });
  if (ITSELF.has(name)) return native(name, () => self);
  switch (name) {
    case 'save':
    case 'delete':
    case 'refresh':
      return native(name, ({ at }) => persist(door, self, name, at, [found.at]));
    case 'load':
    case '$fetchGraph':
      return native(name, ({ args, at }) =>
        now(door.machine, planFor(door, at), () => {
          loadRelations(door, { ...found, at }, (textOf(args[0]) ?? '').replace(/[[\]]/g, '').split(/[\s,]+/));
          return self;
        }),
      );
    case 'related':
    case '$relatedQuery':
      return native(name, ({ args, at }) => relatedTo(through(door, args[1]), found, textOf(args[0]) ?? '', name, at));
    default:
      return undefined;
  }
}

/** The same door, held when a transaction is given. */
function through(door: Door, handle: Value | undefined): Door {
  return handle === undefined || handle.kind === 'literal' ? door : { ...door, held: true };
}

function keyed({ entity }: Door): Partial<Plan> {
  return { equal: [entity.table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id'], keyed: true };
}

/** `save`, `delete` and `refresh` of a record: an insertion when it was made by the code, else a write by its key. */
export function persist(door: Door, self: Value, name: string, at: Location, inputs: readonly Location[]): Value {
  const { machine, entity } = door;
  const created = self.kind !== 'row' || self.query.operation === 'insert';
  const operation = name === 'delete' ? 'delete' : name === 'refresh' ? 'select' : created ? 'insert' : 'update';
  const plan: Plan = {
    ...planFor(door, at),
    operation,
    inputs: inputs.length > 0 ? inputs : sourcesOf([self]),
    returns: operation === 'select' || operation === 'insert',
    ...(operation === 'insert' ? { values: { kind: 'exactly', count: 1 } as const } : keyed(door)),
  };
  return now(machine, plan, () => {
    if (operation === 'insert' || operation === 'update')
      runHooks(
        machine,
        entity,
        ['beforeSave', operation === 'insert' ? 'beforeCreate' : 'beforeUpdate'],
        self,
        [self],
        at,
      );
    const sent = send(machine, plan);
    return operation === 'insert' ? recordOf(door, sent, new Map()) : self;
  });
}

/** The rows that belong to a record: a query, or methods that write. */
function relatedTo(door: Door, found: QueryPlan, name: string, method: string, at: Location): Value {
  const relation = door.entity.table.relations.get(name);
  const entity = relation === undefined ? undefined : entityNamed(door.machine, relation.table.name);
  if (relation === undefined || entity === undefined) return newObject(false);
  const inner: Door = { ...door, entity };
  const start = (place: Location): Plan => ({
    ...planFor(inner, place),
    equal: [keyOf(relation)],
    inputs: [found.at],
    ...(relation.through === undefined ? {} : { tables: [entity.table.name, relation.through.name] }),
  });
  if (method === '$relatedQuery') return records(inner, start(at));
  const write = (operation: Plan['operation'], table: string) =>
    native(operation, ({ args, at: place }) =>
      now(door.machine, planFor(inner, place), () => {
        const values = { kind: 'exactly', count: 1 } as const;
        const plan: Plan = {
          ...planFor(inner, place),
          tables: [table],
          operation,
          values,
          returns: true,
          inputs: [found.at, ...sourcesOf(args)],
        };
        return recordOf(inner, send(door.machine, plan), new Map());
      }),
    );
  const link = relation.through?.name ?? entity.table.name;
  return newObject(false, [
    ['query', native('query', ({ at: place }) => records(inner, start(place)))],
    ['create', write('insert', entity.table.name)],
    ['save', write('insert', entity.table.name)],
    ['createMany', write('insert', entity.table.name)],
    ['attach', write('insert', link)],
    ['sync', write('insert', link)],
    ['detach', write('delete', link)],
    ['associate', write('update', door.entity.table.name)],
  ]);
}
