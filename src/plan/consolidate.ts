import type { Interval } from '../model/range.ts';
import type { AppliedRemedy } from '../model/tier.ts';
import { together } from './cost.ts';
import { scaled } from './interval.ts';

/**
 * Buying the same again and again is one purchase: steps of one remedy become one, at the place of the first, with the last size, the gains
 * multiplied and the costs added. People are then told in the order of the list, the last being where the climb really ends.
 */
export function consolidated(steps: readonly AppliedRemedy[]): readonly AppliedRemedy[] {
  const merged = new Map<string, AppliedRemedy>();
  for (const step of steps) {
    const known = merged.get(step.remedy.id);
    merged.set(step.remedy.id, known === undefined ? step : joined(known, step));
  }
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined || merged.size === steps.length) return steps;
  let reached = 1 / first.gain.typical;
  return [...merged.values()].map((step) => {
    reached *= step.gain.typical;
    const from = (interval: Interval): Interval => scaled(interval, reached);
    return {
      ...step,
      dailyUsers: from(first.dailyUsers),
      activeUsers: from(first.activeUsers),
      throughput: from(first.throughput),
    };
  });
}

function joined(first: AppliedRemedy, again: AppliedRemedy): AppliedRemedy {
  const from = first.remedy.title.params['from'];
  const params = from === undefined ? again.remedy.title.params : { ...again.remedy.title.params, from };
  return {
    ...again,
    relieves: first.relieves,
    remedy: {
      ...again.remedy,
      title: { ...again.remedy.title, params },
      monthlyCost: together(first.remedy.monthlyCost, again.remedy.monthlyCost),
    },
    gain: {
      low: first.gain.low * again.gain.low,
      typical: first.gain.typical * again.gain.typical,
      high: first.gain.high * again.gain.high,
    },
  };
}
