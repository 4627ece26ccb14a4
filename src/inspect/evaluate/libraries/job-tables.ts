import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { now, row, send } from './entities/queries.ts';
import { newPlan, type Plan } from './plans.ts';

/** Methods of `pg-boss` that put a job, or several, in its table. */
const SENDS = /^(send\w*|publish\w*|insert)$/;

/** A queue kept in the project's own database: a job is a row. Undefined for what sends none. */
export function sendJob(machine: Machine, target: ExternalValue, at: Location): Value | undefined {
  if (!SENDS.test(target.path.at(-1) ?? '') || machine.phase === 'startup') return undefined;
  const database = machine.clients[0]?.id ?? 'postgresql';
  const plan: Plan = { ...newPlan(database, 'insert', at), tables: ['job'], values: { kind: 'exactly', count: 1 } };
  return now(machine, plan, () => row(send(machine, plan), 'job'));
}
