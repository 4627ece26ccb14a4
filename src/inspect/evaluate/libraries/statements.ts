import type { Machine } from '../machine.ts';
import { derived, newObject, sourcesOf } from '../values/create.ts';
import type { BuilderValue, Value } from '../values/values.ts';
import { later, row, rowList, send } from './entities/queries.ts';
import { fillPlan, type Plan } from './plans.ts';
import { statementOf } from './raw.ts';

/** A statement written in SQL that runs when it is awaited, with its rows under the names that drivers give them. */
export function rawQuery(machine: Machine, plan: Plan, args: readonly Value[]): BuilderValue {
  const filled = fillPlan(plan, statementOf(args[0]), sourcesOf(args));
  return later(filled, () => {
    const sent = send(machine, filled);
    const rows = rowList(machine, sent, row(sent, sent.tables[0] ?? ''));
    return newObject(false, [
      ['rows', rows],
      ['rowCount', derived([rows])],
      ['0', rows],
    ]);
  });
}
