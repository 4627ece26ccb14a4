import { callValue } from '../interpret/calls.ts';
import { start } from '../interpret/promises.ts';
import type { Recording } from '../program/recording.ts';
import { DATA, native, UNDEFINED } from '../values/create.ts';
import { union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import type { Builtin } from './builtins.ts';

/** `new Promise((resolve, reject) => …)`. */
export const makePromise: Builtin = (machine, args, at) => {
  const executor = args[0];
  if (executor === undefined) return DATA;
  const outcomes: Value[] = [];
  let settles = false;
  const resolve = native('resolve', ({ args: given }) => {
    settles = true;
    if (given[0] !== undefined) outcomes.push(given[0]);
    return UNDEFINED;
  });
  const reject = native('reject', () => UNDEFINED);
  return start(machine, at, () => {
    callValue(machine, executor, [resolve, reject], at);
    if (settles) joinAll(machine.recording);
    return outcomes.length === 0 ? DATA : union(outcomes);
  });
};
/** What settles the promise is waited for: the work that its function started and left to itself. */
function joinAll(recording: Recording): void {
  for (const entry of recording.entries) {
    if (entry.kind === 'spawn') entry.task.joined = true;
    else if (entry.kind === 'call') joinAll(entry.recording);
    else if (entry.kind === 'choice') for (const branch of entry.branches) joinAll(branch.recording);
  }
}
