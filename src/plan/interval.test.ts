import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../model/range.ts';
import { around, exact, multiplied } from './interval.ts';

const intervals: fc.Arbitrary<Interval> = fc
  .tuple(
    fc.double({ min: 0.01, max: 1e4, noNaN: true }),
    fc.double({ min: 1, max: 5, noNaN: true }),
    fc.double({ min: 1, max: 5, noNaN: true }),
  )
  .map(([typical, below, above]) => ({ low: typical / below, typical, high: typical * above }));

describe('intervals', () => {
  it('stay ordered, and never wider than the product of the extremes', () => {
    fc.assert(
      fc.property(intervals, intervals, (left, right) => {
        const result = multiplied([
          { of: left, power: 1 },
          { of: right, power: -1 },
        ]);
        expect(result.low).toBeLessThanOrEqual(result.typical * (1 + 1e-9));
        expect(result.high).toBeGreaterThanOrEqual(result.typical * (1 - 1e-9));
        expect(result.low).toBeGreaterThanOrEqual((left.low / right.high) * (1 - 1e-9));
        expect(result.high).toBeLessThanOrEqual((left.high / right.low) * (1 + 1e-9));
      }),
    );
  });

  it('are nothing when a factor is, but for what it is at its highest', () => {
    const people = { low: 2, typical: 5, high: 10 };
    const of = (high: number) =>
      multiplied([
        { of: { low: 0, typical: 0, high }, power: 1 },
        { of: people, power: -1 },
      ]);
    expect(of(0)).toEqual({ low: 0, typical: 0, high: 0 });
    expect(of(4)).toEqual({ low: 0, typical: 0, high: 2 });
  });

  it('go around another value, exactly where there is nothing to be relative to', () => {
    expect(around(10, { low: 1, typical: 2, high: 6 })).toEqual({ low: 5, typical: 10, high: 30 });
    expect(around(10, { low: 0, typical: 0, high: 0 })).toEqual(exact(10));
  });

  it('leave an interval as it is when the other is exact', () => {
    const rate = { low: 50, typical: 100, high: 300 };
    const hourly = multiplied([
      { of: rate, power: 1 },
      { of: exact(3600), power: 1 },
    ]);
    expect(hourly.low).toBeCloseTo(180_000, 3);
    expect(hourly.typical).toBeCloseTo(360_000, 3);
    expect(hourly.high).toBeCloseTo(1_080_000, 3);
  });

  it('combine two errors in quadrature on the logarithm', () => {
    const doubtful = { low: 50, typical: 100, high: 200 };
    const product = multiplied([
      { of: doubtful, power: 1 },
      { of: doubtful, power: 1 },
    ]);
    expect(Math.log(product.high / product.typical)).toBeCloseTo(Math.SQRT2 * Math.log(2), 9);
  });
});
