import type { QueryOperation } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { readSql } from '../../sql/index.ts';
import type { QueryPlan } from '../values/query.ts';
import type { DatabaseValue } from '../values/values.ts';

export type Plan = QueryPlan;

/** A query about which nothing is known yet but where and what it is. */
export function newPlan(database: string, operation: QueryOperation, at: Location): Plan {
  return {
    at,
    database,
    operation,
    tables: [],
    equal: [],
    compared: [],
    loose: [],
    order: [],
    aggregated: false,
    returns: true,
    unknownFilter: false,
    inputs: [],
    first: false,
  };
}

/** A query through a database or through the transaction it handed over. */
export function planOn(target: DatabaseValue, operation: QueryOperation, at: Location): Plan {
  const plan = newPlan(target.id, operation, at);
  return target.held === undefined ? plan : { ...plan, held: target.held };
}

/** Adds what a statement written in SQL tells. */
export function fillPlan(plan: Plan, statement: string, inputs: readonly Location[]): Plan {
  const reading = readSql(statement);
  return {
    ...plan,
    operation: reading.operation,
    tables: reading.tables,
    equal: reading.equal,
    compared: reading.compared,
    loose: reading.loose,
    ...(reading.either === undefined ? {} : { either: reading.either }),
    ...(reading.elsewhere === undefined ? {} : { elsewhere: reading.elsewhere }),
    order: reading.order,
    aggregated: reading.aggregated,
    ...(reading.grouped ? { grouped: true as const } : {}),
    returns: reading.returns,
    unknownFilter: reading.unknownFilter,
    inputs,
    ...(reading.limit === undefined ? {} : { limit: reading.limit }),
    ...(reading.limit === undefined && reading.limited
      ? { limitFrom: { kind: 'unknown', hint: 'limit' } as const }
      : {}),
    ...(reading.operation === 'insert' ? { values: { kind: 'exactly', count: 1 } as const } : {}),
  };
}
