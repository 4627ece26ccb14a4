import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { promiseAll } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { DATA, newArray, settled, sourcesOf } from '../../values/create.ts';
import type { Value } from '../../values/values.ts';
import { databaseOfEntities } from '../decorated/repositories.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { now, rowList, send } from '../entities/queries.ts';
import type { Entity } from '../entities/registry.ts';
import { columnOf } from '../entities/tables.ts';
import { newPlan, type Plan } from '../plans.ts';
import { type Door, loadPopulated, recordOf } from './records.ts';

function planFor({ machine, entity, held }: Door, operation: QueryOperation, at: Location): Plan {
  const plan = { ...newPlan(databaseOfEntities(machine, 'mikro-orm'), operation, at), tables: [entity.table.name] };
  return held ? { ...plan, held: true } : plan;
}

/** `find`, `findOne`, `findAndCount`, `count`: reads that are sent at once. */
export function read(door: Door, method: string, args: readonly Value[], at: Location): Value {
  const { machine, entity } = door;
  const all = method === 'findAll';
  const options = fieldsOf(all ? args[0] : args[1]);
  const where = all ? options.get('where') : args[0];
  const key = entity.table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  const byKey = where !== undefined && where.kind !== 'object' && where.kind !== 'union' && where.kind !== 'array';
  const start = planFor(door, method === 'count' ? 'count' : 'select', at);
  const filtered = byKey
    ? { ...start, equal: [...key], inputs: sourcesOf([where]) }
    : withFilter(start, entity.table, where);
  const one = method.startsWith('findOne');
  const limit = options.get('limit');
  const limited = one ? { ...filtered, limit: 1 } : limit === undefined ? filtered : withLimit(filtered, limit);
  const order = [...itemsOf(options.get('orderBy'))].flatMap((item) => [...fieldsOf(item).keys()]);
  const plan: Plan = {
    ...limited,
    order: order.filter((name) => entity.table.columns.has(name)).map((name) => columnOf(entity.table, name)),
    ...(method === 'count' ? { aggregated: true } : {}),
  };
  const held = one && byKey ? known(machine, entity, where, key) : undefined;
  if (held !== undefined) return settled(held);
  const populated = itemsOf(options.get('populate')).flatMap((item) => textOf(item) ?? []);
  if (method === 'findAndCount')
    return promiseAll(
      machine,
      newArray([
        found(door, plan, populated, false),
        counted(machine, { ...filtered, operation: 'count', aggregated: true }),
      ]),
      at,
    );
  return method === 'count' ? counted(machine, plan) : found(door, plan, populated, one);
}

/** A row that its key names, when the unit of work already holds it: it is not read again. */
function known(machine: Machine, { table }: Entity, where: Value, [key]: readonly string[]): Value | undefined {
  const isKey = where.kind === 'cell' && where.query.tables[0] === table.name && columnOf(table, where.name) === key;
  return isKey && machine.phase === 'request' && where.query.limit === 1 ? rowsHeld.get(where.query) : undefined;
}

function found(door: Door, plan: Plan, populated: readonly string[], one: boolean): Value {
  const { machine } = door;
  return now(machine, plan, () => {
    const { sent, loaded } = loadPopulated(door, plan, populated);
    const element = recordOf(door, sent, loaded);
    rowsHeld.set(sent, element);
    return one ? element : rowList(machine, sent, element);
  });
}

/** Rows by the query that read them. */
const rowsHeld = new WeakMap<object, Value>();

function counted(machine: Machine, plan: Plan): Value {
  return now(machine, plan, () => {
    send(machine, plan);
    return DATA;
  });
}

/** Writes that the unit of work does not hold: `nativeUpdate`, `upsert`. */
export function write(door: Door, operation: QueryOperation, args: readonly Value[], at: Location): Value {
  const start: Plan = { ...planFor(door, operation, at), returns: false, inputs: sourcesOf(args) };
  const plan: Plan =
    operation === 'insert'
      ? { ...start, values: { kind: 'exactly', count: 1 } }
      : withFilter(start, door.entity.table, args[0]);
  return now(door.machine, plan, () => {
    send(door.machine, plan);
    return DATA;
  });
}
