import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginSearch, nextStep, type Observation, observe, type SearchPlan, type SearchState } from './search.ts';

/** p95 of an M/M/1 queue of 125/s is under 200 ms up to 110.02/s. */
const exact = 125 - Math.log(20) / 0.2;
const look = (rate: number): Observation => {
  const lateShare = rate >= 125 ? 1 : Math.exp(-(125 - rate) * 0.2);
  return { rate, lateShare, passed: lateShare <= 0.05, void: false, seconds: 10 };
};

function runSearch(plan: SearchPlan, see: (rate: number, index: number) => Observation) {
  let state: SearchState = beginSearch(plan);
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') return { ...step.result, probes: state.observations };
    state = observe(state, see(step.rate, state.observations.length));
  }
}

test('without noise the answer is exact, wherever the prediction lies', () => {
  fc.assert(
    fc.property(fc.double({ min: 5, max: 1500, noNaN: true }), (predicted) => {
      const found = runSearch({ predicted, lateShare: 0.05, mostProbes: 40 }, look);
      expect(found.ended).toBe('narrow');
      expect(Math.abs((found.capacity ?? 0) / exact - 1)).toBeLessThan(0.03);
      expect(found.passing).toBeLessThanOrEqual(exact);
      expect(found.failing).toBeGreaterThan(exact);
    }),
  );
});

test('the same observations give the same next step', () => {
  const state = observe(beginSearch({ predicted: 100, lateShare: 0.05 }), look(75));
  expect(nextStep(state)).toEqual(nextStep(state));
});

test('a void probe is taken again at its rate, and six end the search without a figure', () => {
  const voidOnce = runSearch({ predicted: 100, lateShare: 0.05 }, (rate, i) => ({ ...look(rate), void: i === 0 }));
  expect(voidOnce.probes[1]?.rate).toBe(voidOnce.probes[0]?.rate);
  expect(voidOnce.capacity).toBeGreaterThan(100);
  const always = runSearch({ predicted: 100, lateShare: 0.05 }, (rate) => ({ ...look(rate), void: true }));
  expect(always.ended).toBe('void');
  expect(always.capacity).toBeUndefined();
  expect(always.probes).toHaveLength(6);
});

test('a rate that whoever loads cannot reach is left for lower ones, and never decides', () => {
  const found = runSearch({ predicted: 160, lateShare: 0.05 }, (rate) => ({ ...look(rate), void: rate > 115 }));
  expect(found.ended).toBe('narrow');
  expect(Math.abs((found.capacity ?? 0) / exact - 1)).toBeLessThan(0.03);
  expect(found.failing).toBeLessThan(115);
  const short = runSearch({ predicted: 100, lateShare: 0.05 }, (rate) => ({ ...look(rate), void: rate > 80 }));
  expect(short.ended).toBe('void');
  expect(short.capacity).toBeUndefined();
  expect(short.passing).toBeGreaterThan(70);
});

test('one lucky or unlucky window does not decide: its rate is probed again', () => {
  const unlucky = runSearch({ predicted: 100, lateShare: 0.05, mostSeconds: 400, mostProbes: 40 }, (rate, i) =>
    i === 0 ? { ...look(rate), passed: false, lateShare: 0.3 } : look(rate),
  );
  expect(Math.abs((unlucky.capacity ?? 0) / exact - 1)).toBeLessThan(0.1);
});

test('an application that fails at the lowest rate has no capacity', () => {
  const found = runSearch({ predicted: 20, lateShare: 0.05, lowest: 2 }, (rate) => ({
    ...look(rate),
    passed: false,
    lateShare: 1,
  }));
  expect(found.ended).toBe('lowest');
  expect(found.capacity).toBeUndefined();
  expect(found.failing).toBe(2);
});

test('the search stops at the highest rate allowed, and says so', () => {
  const found = runSearch({ predicted: 50, lateShare: 0.05, highest: 90 }, look);
  expect(found).toMatchObject({ ended: 'highest', capacity: 90 });
});

test('time and probes are bounded, and what was found by then is the answer', () => {
  const short = runSearch({ predicted: 100, lateShare: 0.05, mostSeconds: 45 }, look);
  expect(short.ended).toBe('time');
  expect(short.capacity).toBeGreaterThan(70);
  expect(runSearch({ predicted: 100, lateShare: 0.05, mostProbes: 3 }, look).ended).toBe('probes');
});

test('errors that come all at once leave the largest rate that passed', () => {
  const found = runSearch({ predicted: 100, lateShare: 0.05, mostProbes: 40 }, (rate) => ({
    rate,
    passed: rate < 120,
    lateShare: rate < 120 ? 0 : 1,
    void: false,
    seconds: 10,
  }));
  expect(found.capacity).toBeGreaterThan(120 / 1.09);
  expect(found.capacity).toBeLessThan(120 * 1.03);
});
