import { start } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { rowsOf } from '../../program/query-step.ts';
import { opaque, settled } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { BuilderValue, ListValue, RowValue, Value } from '../../values/values.ts';
import type { Plan } from '../plans.ts';

/** What reads or calls a member of a row beyond its columns: methods of the mapper, of the model. */
export type MemberOfRow = NonNullable<RowValue['member']>;

export interface RowShape {
  readonly fields?: ReadonlyMap<string, Value>;
  readonly member?: MemberOfRow;
  readonly assigned?: NonNullable<RowValue['assigned']>;
}

export function row(query: QueryPlan, table: string, shape: RowShape = {}): RowValue {
  const { fields, member, assigned } = shape;
  return {
    kind: 'row',
    query,
    table,
    ...(fields === undefined || fields.size === 0 ? {} : { fields }),
    ...(member === undefined ? {} : { member }),
    ...(assigned === undefined ? {} : { assigned }),
  };
}

export function rowList(machine: Machine, query: QueryPlan, element: Value): ListValue {
  return { kind: 'list', element, size: rowsOf(machine.tables, query), query };
}

/** A query, or several, that run when they are awaited. Methods that it does not know leave it as it is. */
export function later(
  plan: Plan,
  run: () => Value,
  methods: (name: string, args: readonly Value[]) => Value | undefined = () => undefined,
): BuilderValue {
  const builder: BuilderValue = {
    kind: 'builder',
    at: plan.at,
    call: (name, args) => methods(name, args) ?? builder,
    plan: () => ({ ...plan }),
    result: () => settled(opaque('data', '')),
    run,
  };
  return builder;
}

/** Work sent at once; the promise of its result. */
export function now(machine: Machine, plan: Plan, run: () => Value): Value {
  return start(machine, plan.at, run);
}

/** Sends one query. The plan that is returned is the one that its rows point at. */
export function send(machine: Machine, plan: Plan): QueryPlan {
  const sent = { ...plan };
  record(machine, { kind: 'query', plan: sent });
  return sent;
}
