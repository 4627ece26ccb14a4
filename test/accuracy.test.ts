import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generate } from '../scripts/accuracy/generate.js';
import { stages, TOLERANCE } from './stages.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the accuracy record', () => {
  const { page, summary } = generate(stages);
  const baseline = JSON.parse(read('accuracy/baseline.json'));

  test('the median error of the capacity of a mix has not grown', () => {
    expect(summary.capacity.medianRatio).toBeLessThanOrEqual(baseline.capacity.medianRatio * TOLERANCE);
  });

  test.each(['application', 'database'] as const)(
    'the median error of the CPU of a route (%s) has not grown',
    (side) => {
      expect(summary.routes[side].medianRatio).toBeLessThanOrEqual(baseline.routes[side].medianRatio * TOLERANCE);
    },
  );

  test('docs/accuracy.md and accuracy/summary.json say what the code says now (node scripts/accuracy/write.js)', () => {
    expect(page).toBe(read('docs/accuracy.md'));
    expect(summary).toEqual(JSON.parse(read('accuracy/summary.json')));
  });
});
