import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyHistogram, mean, merge, quantile, record, shareOver } from './histogram.ts';

const seconds = fc.double({ min: 2e-6, max: 500, noNaN: true });

function of(values: readonly number[]) {
  const histogram = emptyHistogram();
  for (const value of values) record(histogram, value);
  return histogram;
}

test('a quantile is within half of a percent of the exact nearest rank', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      expect(Math.abs(quantile(of(values), share) / exact - 1)).toBeLessThanOrEqual(0.0051);
    }),
  );
});

test('merging is recording everything in one', () => {
  fc.assert(
    fc.property(fc.array(seconds), fc.array(seconds), (left, right) => {
      const merged = merge([of(left), of(right)]);
      const whole = of([...left, ...right]);
      expect(merged.buckets).toEqual(whole.buckets);
      expect(merged.count).toBe(whole.count);
      expect(merged.largest).toBe(whole.largest);
    }),
  );
});

test('the share over a limit counts what is slower', () => {
  expect(shareOver(of([0.1, 0.2, 0.3, 2]), 0.25)).toBe(0.5);
  expect(shareOver(emptyHistogram(), 1)).toBe(0);
});

test('the mean is exact, and an empty histogram has none', () => {
  expect(mean(of([1, 2, 6]))).toBe(3);
  expect(mean(emptyHistogram())).toBeNaN();
  expect(quantile(emptyHistogram(), 0.5)).toBeNaN();
});
