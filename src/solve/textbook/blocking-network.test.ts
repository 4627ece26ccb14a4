import { describe, expect, it } from 'vitest';
import { blockingMva, exactMva } from './index.ts';

const CYCLE = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
];
const SPLIT = [
  [0, 0.5, 0.5],
  [1, 0, 0],
  [1, 0, 0],
];

/** Akyildiz, IEEE TSE 14(4) 1988, pp. 422–424, printed without rounding. */
describe('Akyildiz 1988: mean value analysis for blocking networks', () => {
  it.each([
    ['example 1', [1, 1 / 2, 1 / 3], [12, 10, 14], CYCLE, 27, [11.8, 1.66, 14.4]],
    ['example 2, i', [1.5, 2, 1], [4, 5, 5], CYCLE, 10, [6.925, 8.061, 4.185]],
    ['example 2, ii', [1.5, 2, 1], [4, 5, 5], CYCLE, 12, [7.967, 9.019, 8.011]],
    ['example 3, i', [0.2, 1.2, 1.4], [8, 7, 6], SPLIT, 10, [1.674, 5.007, 7.639]],
    ['example 3, ii', [0.2, 1.2, 1.4], [8, 7, 6], SPLIT, 12, [2.166, 5.372, 6.567]],
  ])('%s', (_, services, rooms, routing, jobs, published) => {
    const { responseTimes } = blockingMva({ services, rooms, routing }, jobs);
    const unit = published[0] === 11.8 ? 0.01 : 0.001;
    published.forEach((time, i) => {
      expect(Math.abs((responseTimes[i] as number) - time)).toBeLessThan(unit);
    });
  });

  it('is exact mean value analysis when nothing blocks', () => {
    const services = [1, 1 / 0.8, 1 / 0.4];
    const routing = [
      [0, 0.7, 0.3],
      [1, 0, 0],
      [1, 0, 0],
    ];
    const found = blockingMva({ services, rooms: [50, 50, 50], routing }, 40);
    const exact = exactMva([1, 0.7 / 0.8, 0.3 / 0.4], 40, 0);
    expect(found.throughput).toBeCloseTo(exact.throughput, 9);
  });

  it('refuses more jobs than there is room for', () => {
    expect(() =>
      blockingMva(
        {
          services: [1, 1],
          rooms: [2, 2],
          routing: [
            [0, 1],
            [1, 0],
          ],
        },
        4,
      ),
    ).toThrow(RangeError);
  });
});
