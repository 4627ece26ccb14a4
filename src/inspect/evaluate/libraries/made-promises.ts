import { callValue } from '../interpret/calls.ts';
import { start } from '../interpret/promises.ts';
import type { Entry, Recording } from '../program/recording.ts';
import { DATA, native, UNDEFINED } from '../values/create.ts';
import { union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import type { Builtin } from './builtins.ts';

/** `new Promise((resolve, reject) => …)`. */
export const makePromise: Builtin = (machine, args, at) => {
  const executor = args[0];
  if (executor === undefined) return DATA;
  const outcomes: Value[] = [];
  const settled = new Set<Recording>();
  const resolve = native('resolve', ({ args: given }) => {
    settled.add(machine.recording);
    if (given[0] !== undefined) outcomes.push(given[0]);
    return UNDEFINED;
  });
  const reject = native('reject', () => UNDEFINED);
  return start(machine, at, () => {
    callValue(machine, executor, [resolve, reject], at);
    waitFor(machine.recording, settled);
    return outcomes.length === 0 ? DATA : union(outcomes);
  });
};

/**
 * Whoever waits for a promise to settle, or to be called back, waits for the work that the function started and left to itself.
 * `settled`: the recordings in which that was seen; what was put off to the next tick or a timer is waited for when one of them is inside.
 */
export function waitFor(recording: Recording, settled: ReadonlySet<Recording>): void {
  if (settled.size > 0) joinAll(recording, settled);
}

function joinAll(recording: Recording, settled: ReadonlySet<Recording>): void {
  const { entries } = recording;
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === 'spawn') entry.task.joined = true;
    else if (entry.kind === 'detached' && holds(entry.recording, settled)) {
      entries[index] = { kind: 'call', at: entry.at, recording: entry.recording };
      joinAll(entry.recording, settled);
    } else for (const inner of insideOf(entry)) joinAll(inner, settled);
  }
}

function holds(recording: Recording, settled: ReadonlySet<Recording>): boolean {
  if (settled.has(recording)) return true;
  return recording.entries.some((entry) => {
    if (entry.kind === 'spawn') return holds(entry.task.recording, settled);
    if (entry.kind === 'detached') return holds(entry.recording, settled);
    return insideOf(entry).some((inner) => holds(inner, settled));
  });
}

function insideOf(entry: Entry): readonly Recording[] {
  if (entry.kind === 'call') return [entry.recording];
  return entry.kind === 'choice' ? entry.branches.map((branch) => branch.recording) : [];
}
