import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { type Machine, record, runInto } from '../machine.ts';
import { emptyRecording } from '../program/recording.ts';
import { DATA, native, newObject, sourcesOf } from '../values/create.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { databaseOf } from './databases.ts';
import { row, rowList, send } from './entities/queries.ts';
import { fillPlan, newPlan, type Plan } from './plans.ts';
import { statementOf } from './raw.ts';

/** Drivers whose calls hold the event loop until the database has answered. */
const SYNCHRONOUS = new Set(['better-sqlite3', 'sqlite']);

/** `db.prepare(sql).get(…)`, `db.exec(sql)`, `db.transaction(f)` of a synchronous driver. Undefined for other drivers and calls. */
export function callSynchronous(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (!SYNCHRONOUS.has(target.package)) return undefined;
  const database = databaseOf(machine, target, at) ?? 'sqlite';
  switch (target.path.at(-1)) {
    case 'prepare':
      return prepared(machine, fillPlan(newPlan(database, 'raw', at), statementOf(args[0]), []));
    case 'exec':
      if (machine.phase === 'request') send(machine, fillPlan(newPlan(database, 'raw', at), statementOf(args[0]), []));
      return DATA;
    case 'transaction':
      return native('transaction', (input) => {
        const recording = emptyRecording();
        const body = args[0];
        const result = runInto(machine, recording, () =>
          body === undefined ? DATA : callValue(machine, body, input.args, input.at),
        );
        record(machine, { kind: 'transaction', at: input.at, database, recording });
        return result;
      });
    case 'pragma':
    case 'function':
    case 'close':
      return DATA;
    default:
      return undefined;
  }
}

function prepared(machine: Machine, plan: Plan): Value {
  const statement = newObject(false);
  for (const name of ['get', 'all', 'run', 'iterate'])
    statement.fields.set(
      name,
      native(name, ({ args, at }) => {
        const sent = send(machine, { ...plan, at, held: true, inputs: sourcesOf(args), first: name === 'get' });
        if (!plan.returns || name === 'run') return DATA;
        const element = row(sent, sent.tables[0] ?? '');
        return name === 'get' ? element : rowList(machine, sent, element);
      }),
    );
  for (const name of ['pluck', 'expand', 'raw', 'bind'])
    statement.fields.set(
      name,
      native(name, () => statement),
    );
  return statement;
}
