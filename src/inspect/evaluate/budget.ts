import type { Machine } from './machine.ts';

/** Steps spent at most on one function that the start of the server hands to a package: it may never run, and must not use up the start's budget. */
const STEPS_PER_CALLBACK = 8000;

/** Runs a part of the start of the server within so many steps, so that the others have theirs; during a request, within the request's. */
export function withinSteps<T>(machine: Machine, body: () => T, count = STEPS_PER_CALLBACK): T {
  if (machine.phase === 'request') return body();
  const limit = machine.stepLimit;
  machine.stepLimit = Math.min(limit, machine.steps + count);
  const result = body();
  machine.steps = Math.min(machine.steps, machine.stepLimit);
  machine.stepLimit = limit;
  return result;
}

/** Calls inside one another where the start of a server is still a list of things to do: further in, one of them is under way. */
const DEPTH_OF_START = 4;

/** Calls a function: at the start, it leaves some of the steps to whoever called it, however much a job or a preparation takes. */
export function withinShare<T>(machine: Machine, body: () => T): T {
  if (machine.stack.length >= DEPTH_OF_START) return body();
  return withinSteps(machine, body, shareOf(machine));
}

/** Most of the steps that are left. */
export function shareOf(machine: Machine): number {
  return Math.floor((machine.stepLimit - machine.steps) * 0.875);
}
