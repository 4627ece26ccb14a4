import { cpuCosts } from '../facts/costs/index.ts';
import type { Change } from '../model/change.ts';
import type { RuntimeUpgrade } from '../model/derivation.ts';
import { cpuParameter, cpuRange } from './costs.ts';
import type { ParameterBook } from './parameter-book.ts';

/** Majors of Node in long-term support when the facts were collected. */
const SUPPORTED = [22, 24, 26];

/** What each newer major changes in the costs that this project uses. */
export function upgradesFrom(node: number, book: ParameterBook): readonly RuntimeUpgrade[] {
  return SUPPORTED.filter((major) => major > node).map((major) => ({ major, changes: costsAt(major, book) }));
}

function costsAt(major: number, book: ParameterBook): readonly Change[] {
  return cpuCosts
    .filter((cost) => cost.byNode !== undefined && book.range(cpuParameter(cost)) !== undefined)
    .map((cost) => {
      const { low, typical, high } = cpuRange(cost, major);
      return { kind: 'set-parameter', parameter: cpuParameter(cost), low, typical, high };
    });
}
