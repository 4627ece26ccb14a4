import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generate } from '../scripts/accuracy/generate.js';
import { seeded } from '../scripts/accuracy/random.js';
import { searchCapacity } from '../scripts/accuracy/search.js';
import { percentile } from '../scripts/accuracy/statistics.js';
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

describe('the search for the largest rate', () => {
  /** p95 of an M/M/1 queue is under the limit: ln 20 ÷ (service rate − arrival rate). */
  const probe = async (rate: number) => ({
    rate,
    passed: rate < 125 && Math.log(20) / (125 - rate) <= 0.2,
    void: false,
  });

  test.each([5, 40, 110, 800])('ends close to the exact answer, from %i per second', async (start) => {
    const found = await searchCapacity({ start, probe, probes: 30 });
    expect(found.complete).toBe(true);
    expect(found.capacity).toBeGreaterThan(110 / 1.051);
    expect(found.capacity).toBeLessThanOrEqual(110.1);
  });

  test('takes a void run again, and never believes it', async () => {
    let probes = 0;
    const starvedFirst = async (rate: number) => {
      probes++;
      return probes === 1 ? { rate, passed: false, void: true } : probe(rate);
    };
    const found = await searchCapacity({ start: 100, probe: starvedFirst, probes: 30 });
    expect(found.probes[1]?.rate).toBe(100);
    expect(found.capacity).toBeGreaterThan(100);
  });
});

describe('arrivals', () => {
  test('are Poisson: the spread of the gaps is their mean, and a twentieth are over three times it', () => {
    const random = seeded(1);
    const gaps = Array.from({ length: 20_000 }, () => random.exponential(2));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(2, 1);
    expect(percentile(gaps, 0.95)).toBeCloseTo(2 * Math.log(20), 0);
  });
});
