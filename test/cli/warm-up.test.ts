import { expect, it } from 'vitest';
import { warmUp } from '../../src/cli/warm-up.ts';

it('the warming up of the second core is many pieces of work that the solver accepts', () => {
  expect([...warmUp()].length).toBeGreaterThan(100);
});
