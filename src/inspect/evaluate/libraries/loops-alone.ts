import type { Machine } from '../machine.ts';
import { present } from '../values/union.ts';
import type { FunctionValue, Value } from '../values/values.ts';

const alone = new WeakMap<Machine, Set<FunctionValue['node']>>();

/**
 * Whether a function that a timer is given turns by itself since the server started, for it sets the timer of its own next turn:
 * a request that wakes it sooner adds no work to what it does anyway.
 */
export function turnsAlone(machine: Machine, callback: Value): boolean {
  const known = alone.get(machine) ?? new Set();
  alone.set(machine, known);
  const functions = present(callback).filter((part) => part.kind === 'function');
  if (machine.phase === 'startup') for (const { node } of functions) if (machine.stack.includes(node)) known.add(node);
  return functions.length > 0 && functions.every(({ node }) => known.has(node));
}
