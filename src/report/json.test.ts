import { expect, test } from 'vitest';
import { ESTIMATE } from '../../test/golden/estimate.ts';
import type { Estimate } from '../model/estimate.ts';
import { json } from './json.ts';

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test('equal estimates give equal bytes, whatever the order their keys were written in', () => {
  const other = reversed(ESTIMATE) as Estimate;
  expect(Object.keys(other)[0]).not.toBe(Object.keys(ESTIMATE)[0]);
  expect(json(other)).toBe(json(ESTIMATE));
});

test('the version of the schema comes first, two spaces, a final newline', () => {
  const text = json(ESTIMATE);
  expect(text.startsWith('{\n  "schemaVersion": 1,\n  "tool": {\n    "name": "jauge"')).toBe(true);
  expect(text.endsWith('}\n')).toBe(true);
});

test('nothing is lost or rounded, and what is not finite is null', () => {
  const read = JSON.parse(json(ESTIMATE)) as Estimate;
  expect(read.capacities[0]?.throughput).toEqual(ESTIMATE.capacities[0]?.throughput);
  expect(read.ceilings[3]?.dailyUsers?.high).toBeNull();
  expect(read.inventory).toEqual(JSON.parse(JSON.stringify(ESTIMATE.inventory)));
});
