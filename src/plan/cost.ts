import { type Cost, told, UNTOLD } from '../model/cost.ts';
import { added, exact, scaled } from './interval.ts';

/** Both together; untold when either is, but for the least of it. */
export function together(left: Cost, right: Cost): Cost {
  const [one, other] = [told(left), told(right)];
  return one === undefined || other === undefined ? { ...UNTOLD, low: left.low + right.low } : added(one, other);
}

/** As many times the same. */
export function timesCost(cost: Cost, times: number): Cost {
  const known = told(cost);
  return known === undefined ? { ...UNTOLD, low: cost.low * times } : scaled(known, times);
}

/** What a plan at this price adds to what is paid today; untold when either price is. */
export function dearerBy(price: number | null | undefined, today: Cost): Cost {
  if (price === null || price === undefined || today.typical === null) return UNTOLD;
  return exact(Math.max(0, price - today.typical));
}
