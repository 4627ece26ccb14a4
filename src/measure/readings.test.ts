import { expect, test } from 'vitest';
import { isSettled } from './readings.ts';

test('values that agree within three hundredths need no further one; two may agree by chance', () => {
  expect(isSettled([1, 1])).toBe(false);
  expect(isSettled([0.98, 1, 1.03])).toBe(true);
  expect(isSettled([0.9, 1, 1.03])).toBe(false);
  expect(isSettled([0.99, 1, 1.01, 1.2])).toBe(false);
});
