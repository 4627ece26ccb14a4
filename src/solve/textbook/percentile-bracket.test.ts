import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mmc, mmcPercentile, percentileBracket } from './index.ts';

/** Percentile `p` of a time of two values. */
function ofTwo(low: number, high: number, ofHigh: number, p: number): { mean: number; variance: number; at: number } {
  const mean = low + ofHigh * (high - low);
  return { mean, variance: ofHigh * (1 - ofHigh) * (high - low) ** 2, at: p <= 1 - ofHigh ? low : high };
}

describe('what a percentile can be, whatever the law', () => {
  it('p95 of an exponential time of mean 1: 0.771 to 5.359, where the exact is 2.996', () => {
    const { low, high } = percentileBracket(1, 1, 0.95);
    expect(low).toBeCloseTo(0.7706, 4);
    expect(high).toBeCloseTo(5.3589, 4);
    expect(mmcPercentile(1e-9, 1, 1, 0.95)).toBeCloseTo(2.9957, 4);
  });

  it('holds the exact percentiles of M/M/1, whose response time is exponential', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.98, noNaN: true }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (rho, p) => {
          const { responseTime } = mmc(rho, 1, 1);
          const { low, high } = percentileBracket(responseTime, responseTime ** 2, p);
          const exact = mmcPercentile(rho, 1, 1, p);
          expect(low).toBeLessThanOrEqual(exact * (1 + 1e-9));
          expect(high).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        },
      ),
    );
  });

  it('is reached by laws of two values, and left by none', () => {
    // The higher value with probability 1 − p and a hair more: percentile p is that value.
    const reached = ofTwo(1, 21, 0.05 + 1e-12, 0.95);
    expect(percentileBracket(reached.mean, reached.variance, 0.95).high).toBeCloseTo(reached.at, 6);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (from, more, ofHigh, p) => {
          const { mean, variance, at } = ofTwo(from, from + more, ofHigh, p);
          const { low, high } = percentileBracket(mean, variance, p);
          expect(low).toBeLessThanOrEqual(at + 1e-9 * (1 + at));
          expect(high).toBeGreaterThanOrEqual(at - 1e-9 * (1 + at));
        },
      ),
    );
  });
});
