import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant, evaluate, product, scale, sum, type Values } from './expression.ts';

const values: Values = { accounts: 2000, 'rows.news': 0.12, 'cost.row': 6e-8 };

describe('expressions', () => {
  it('price a scan as rows times the cost of a row', () => {
    const scan = product(1, 'accounts', 'rows.news', 'cost.row');
    expect(evaluate(scan, values)).toBeCloseTo(2000 * 0.12 * 6e-8, 18);
  });

  it('name the parameter that has no value', () => {
    expect(() => evaluate(product(1, 'rows.events'), values)).toThrow('rows.events');
  });

  it('respect their cap', () => {
    expect(evaluate({ ...product(1, 'accounts'), atMost: 50 }, values)).toBe(50);
    expect(evaluate({ ...constant(1), atLeast: 3 }, values)).toBe(3);
  });

  it('add and scale like numbers', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (a, b, factor) => {
        const total = evaluate(scale(sum(product(a, 'accounts'), constant(b)), factor), values);
        expect(total).toBeCloseTo(factor * (a * 2000 + b), 0);
      }),
    );
  });
});
