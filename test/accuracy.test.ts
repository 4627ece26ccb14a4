import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generate } from '../scripts/accuracy/generate.js';
import { derive } from '../src/derive/index.ts';
import { inspect, openProject } from '../src/inspect/index.ts';
import { valuesAt } from '../src/model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../src/model/objective.ts';
import { assess } from '../src/plan/capacity.ts';
import { sharesOf } from '../src/plan/shares.ts';
import { compile, saturationOf, solveOpen } from '../src/solve/index.ts';

const stages = {
  inspect,
  openProject,
  derive,
  assess,
  sharesOf,
  compile,
  solveOpen,
  saturationOf,
  valuesAt,
  DEFAULT_OBJECTIVE,
};

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** An error may grow by a tenth before it counts as worse. */
const TOLERANCE = 1.1;

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
