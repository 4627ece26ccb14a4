import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { newObject } from '../values/create.ts';
import type { DatabaseValue, TableModel, Value } from '../values/values.ts';
import { builder, rows } from './drizzle.ts';
import { withCondition, withLimit } from './drizzle-conditions.ts';
import { keysIn } from './drizzle-sql.ts';
import { type Plan, planOn } from './plans.ts';

/** `db.query`: one reader per table of the schema. */
export function relationalReader(machine: Machine, target: DatabaseValue): Value {
  const readers = newObject(true, [], 'readers');
  if (target.schema?.kind !== 'object') return readers;
  for (const [key, value] of target.schema.fields) {
    if (value.kind !== 'table') continue;
    const { table } = value;
    const reader = newObject(true);
    for (const name of ['findMany', 'findFirst'])
      reader.fields.set(name, {
        kind: 'native',
        name,
        call: ({ args, at }) => find(machine, target, table, name === 'findFirst', args[0], at),
      });
    readers.fields.set(key, reader);
  }
  return readers;
}

function find(
  machine: Machine,
  target: DatabaseValue,
  table: TableModel,
  first: boolean,
  options: Value | undefined,
  at: Location,
): Value {
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  let plan: Plan = {
    ...planOn(target, 'select', at),
    tables: [table.name, ...relatedTables(table, fields.get('with'), 0)],
  };
  plan = withCondition(plan, conditionOf(machine, table, fields.get('where'), at));
  const limit = fields.get('limit');
  if (first) plan = { ...plan, limit: 1 };
  else if (limit !== undefined) plan = withLimit(plan, limit);
  const order = conditionOf(machine, table, fields.get('orderBy'), at);
  if (order !== undefined)
    plan = { ...plan, order: keysIn(order.kind === 'array' ? order.items : [order]).map((column) => column.name) };
  return builder(
    plan,
    () => undefined,
    (query) => (first ? { kind: 'row', query, table: table.name } : rows(machine, query)),
  );
}

function conditionOf(machine: Machine, table: TableModel, given: Value | undefined, at: Location): Value | undefined {
  if (given?.kind !== 'function') return given;
  const operators: Value = { kind: 'external', package: 'drizzle-orm', path: [], args: [], at };
  return callValue(machine, given, [{ kind: 'table', table }, operators], at);
}

function relatedTables(table: TableModel, related: Value | undefined, depth: number): string[] {
  if (related?.kind !== 'object' || depth > 4) return [];
  return [...related.fields].flatMap(([name, options]) => {
    const relation = table.relations.get(name);
    if (relation === undefined || (options.kind === 'literal' && options.value === false)) return [];
    const nested = options.kind === 'object' ? options.fields.get('with') : undefined;
    return [relation.table.name, ...relatedTables(relation.table, nested, depth + 1)];
  });
}
