import type { Step } from '../../../model/program.ts';

/** Whether two steps are written alike, lines included: alternatives that do the same are no choice. */
export function isSame(left: Step, right: Step): boolean {
  return alike(left, right);
}

function alike(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => alike(left[name as never], right[name as never]));
}
