import type { Location } from '../../../../model/source.ts';
import { type Machine, record, runInto } from '../../machine.ts';
import { emptyRecording, newTask } from '../../program/recording.ts';
import type { Value } from '../../values/values.ts';

/** Runs a body between a begin and a commit; inside another transaction it is a savepoint on the same connection. */
export function inTransaction(
  machine: Machine,
  database: string,
  held: boolean,
  at: Location,
  body: () => Value,
): Value {
  const task = newTask(at);
  const recording = held ? task.recording : emptyRecording();
  const result = runInto(machine, recording, body);
  if (recording !== task.recording) task.recording.entries.push({ kind: 'transaction', at, database, recording });
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: result, task };
}
