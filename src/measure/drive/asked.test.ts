import { describe, expect, it } from 'vitest';
import { NONE, type RouteTotals } from '../agent/totals.ts';
import { askedOf } from './asked.ts';

// What one request asks of others, from what the agent tells.

/** Requests that made one call each, of these seconds. */
function calling(times: readonly number[]): RouteTotals {
  const sum = (of: (time: number) => number): number => times.reduce((all, time) => all + of(time), 0);
  const head = sum((time) => time);
  const call = { count: times.length, seconds: head + 0.01 * times.length, head, squares: sum((time) => time * time) };
  return { ...NONE, requests: times.length, calls: { 'pay.example': call } };
}

const asked = (...stretches: readonly (readonly number[])[]) =>
  askedOf(
    'GET /a',
    stretches.map((times) => ({ 'GET /a': calling(times) })),
  ).calls?.['pay.example'];

describe('the calls of a route', () => {
  it('are counted, with their time to the end of the answer', () => {
    expect(asked(Array(10).fill(0.2))).toMatchObject({ count: { typical: 1 }, time: { typical: 0.21, count: 10 } });
  });

  it('vary as the square of their deviation over their mean, whatever the stretch', () => {
    expect(asked(Array(6).fill(0.2), Array(6).fill(0.2))?.variability).toBeCloseTo(0, 9);
    // Half at 0.1 s, half at 0.3 s: mean 0.2, deviation 0.1.
    expect(asked(Array(6).fill(0.1), Array(6).fill(0.3))?.variability).toBeCloseTo(0.25, 4);
  });

  it('say nothing of it when they are few', () => {
    expect(asked([0.1, 0.3])).not.toHaveProperty('variability');
  });
});
