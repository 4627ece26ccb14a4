import { describe, expect, it } from 'vitest';
import { UNTOLD } from '../model/cost.ts';
import { dearerBy, timesCost, together } from './cost.ts';
import { exact } from './interval.ts';

describe('costs', () => {
  it('of a dearer plan are what it adds to what is paid, and untold when either price is', () => {
    expect(dearerBy(19, exact(5))).toEqual(exact(14));
    expect(dearerBy(5, exact(19))).toEqual(exact(0));
    expect(dearerBy(null, exact(5))).toEqual(UNTOLD);
    expect(dearerBy(19, UNTOLD)).toEqual(UNTOLD);
  });

  it('keep what is known as the least, once a part is not', () => {
    expect(together(exact(7), exact(5))).toEqual(exact(12));
    expect(together(exact(7), UNTOLD)).toEqual({ low: 7, typical: null, high: null });
    expect(timesCost(together(UNTOLD, exact(7)), 3)).toEqual({ low: 21, typical: null, high: null });
    expect(timesCost(exact(7), 3)).toEqual(exact(21));
  });
});
