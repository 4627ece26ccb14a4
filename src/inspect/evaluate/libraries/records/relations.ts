import type { Cardinality } from '../../../../model/program.ts';
import { rowsOf } from '../../program/query-step.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, Value } from '../../values/values.ts';
import { row, rowList, send } from '../entities/queries.ts';
import { columnOf } from '../entities/tables.ts';
import { newPlan, type Plan } from '../plans.ts';
import type { Door } from './chain.ts';

/** Loads relations of the rows of a query: one more query each, for all the rows at once. */
export function loadRelations(door: Door, query: QueryPlan, asked: readonly string[]): ReadonlyMap<string, Value> {
  const loaded = new Map<string, Value>();
  for (const path of asked) {
    let parents = query;
    let table = door.entity.table;
    for (const [depth, name] of path.split('.').entries()) {
      const relation = table.relations.get(name);
      if (relation === undefined) break;
      const sent = send(door.machine, relationPlan(door, relation, parents));
      const element = row(sent, relation.table.name);
      if (depth === 0) loaded.set(name, relation.many ? rowList(door.machine, sent, element) : element);
      parents = sent;
      table = relation.table;
    }
  }
  return loaded;
}

function relationPlan({ machine, database, held }: Door, relation: Relation, parents: QueryPlan): Plan {
  const size: Cardinality = rowsOf(machine.tables, parents);
  const one = size.kind === 'exactly' && size.count === 1;
  const key = keyOf(relation);
  return {
    ...newPlan(database, 'select', parents.at),
    ...(held ? { held: true as const } : {}),
    tables: relation.through === undefined ? [relation.table.name] : [relation.table.name, relation.through.name],
    ...(one ? { equal: [key] } : { compared: [key] }),
    listed: size,
    inputs: [parents.at],
    ...(one && relation.many ? {} : { related: true as const }),
  };
}

/** The column of the other table that is compared. */
export function keyOf({ table, other, many }: Relation): string {
  if (other !== undefined) return columnOf(table, other);
  const primary = table.indexes.find((index) => index.primary)?.columns[0] ?? 'id';
  return many ? 'id' : primary;
}
