import { describe, expect, it } from 'vitest';
import { fitScalability } from './index.ts';

/** Throughput of 1 to 32 users, requests per second: the Cisco benchmark of Schwartz, Practical Scalability Analysis, 2015. */
const CISCO = [
  955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71, 8646.7, 9047.84,
  9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806, 12089.37, 12075.41,
  12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39,
].map((throughput, i) => ({ users: i + 1, throughput }));

describe('universal scalability law', () => {
  it('Schwartz 2015: σ = 0.02671591, κ = 7.690945e-4, λ = 995.6486, 35 users, 12 341 a second', () => {
    const found = fitScalability(CISCO);
    expect(found.contention).toBeCloseTo(0.02671591, 6);
    expect(found.crosstalk).toBeCloseTo(7.690945e-4, 8);
    expect(found.alone).toBeCloseTo(995.6486, 2);
    expect(found.users).toBe(35);
    expect(Math.floor(found.throughput)).toBe(12341);
  });

  it('finds the law that made the points', () => {
    const points = [1, 2, 5, 10, 20, 40].map((users) => ({
      users,
      throughput: (100 * users) / (1 + 0.05 * (users - 1) + 0.002 * users * (users - 1)),
    }));
    const found = fitScalability(points);
    expect(found.contention).toBeCloseTo(0.05, 8);
    expect(found.crosstalk).toBeCloseTo(0.002, 8);
  });

  it('refuses two points', () => {
    expect(() => fitScalability(CISCO.slice(0, 2))).toThrow(RangeError);
  });
});
