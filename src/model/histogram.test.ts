import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHistograms,
  BUCKETS,
  bucketOf,
  EMPTY_HISTOGRAM,
  type Histogram,
  middleOf,
  percentileOf,
} from './histogram.ts';

function histogramOf(values: readonly number[]): Histogram {
  return values.reduce(
    (sum, value) => addHistograms(sum, { count: 1, sum: value, max: value, buckets: [bucketOf(value), 1] }),
    EMPTY_HISTOGRAM,
  );
}

/** Log-uniform between 2 µs and 10,000 s. */
const duration = fc.double({ min: Math.log(2e-6), max: Math.log(1e4), noNaN: true }).map(Math.exp);

describe('a bucket', () => {
  it('gives its values back within 1/64', () => {
    fc.assert(
      fc.property(duration, (value) => {
        expect(Math.abs(middleOf(bucketOf(value)) - value) / value).toBeLessThanOrEqual(1 / 64 + 1e-12);
      }),
    );
  });

  it('is never lower for a longer duration', () => {
    fc.assert(
      fc.property(duration, duration, (one, other) => {
        expect(bucketOf(Math.min(one, other))).toBeLessThanOrEqual(bucketOf(Math.max(one, other)));
      }),
    );
  });

  it.each([0, -1, 1e-9])('%f s goes to the first one', (value) => {
    expect(bucketOf(value)).toBe(0);
  });

  it.each([2 ** 17, 1e9, Number.POSITIVE_INFINITY])('%f s goes to the last one', (value) => {
    expect(bucketOf(value)).toBe(BUCKETS - 1);
  });

  it('is the middle of itself, each of them', () => {
    for (let index = 0; index < BUCKETS; index += 1) expect(bucketOf(middleOf(index))).toBe(index);
  });
});

describe('a percentile', () => {
  it('is within 2 % of the exact one', () => {
    fc.assert(
      fc.property(
        fc.array(duration, { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0, 0.5, 0.95, 0.99, 1),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(share * values.length)) - 1] ?? Number.NaN;
          const read = percentileOf(histogramOf(values), share) ?? Number.NaN;
          expect(Math.abs(read - exact) / exact).toBeLessThan(0.02);
        },
      ),
    );
  });

  it('of nothing is unknown', () => {
    expect(percentileOf(EMPTY_HISTOGRAM, 0.95)).toBeUndefined();
  });
});

describe('the sum of two histograms', () => {
  it('is the histogram of all values, in any order, and survives JSON', () => {
    fc.assert(
      fc.property(fc.array(duration), fc.array(duration), (some, others) => {
        const one = histogramOf(some);
        const other = histogramOf(others);
        const sum = addHistograms(one, other);
        const whole = histogramOf([...others, ...some]);
        expect({ ...sum, sum: 0 }).toEqual({ ...whole, sum: 0 });
        expect(sum.sum).toBeCloseTo(whole.sum, 6);
        expect(addHistograms(other, one).buckets).toEqual(sum.buckets);
        expect(JSON.parse(JSON.stringify(sum))).toEqual(sum);
      }),
    );
  });
});
