import { expect, test } from 'vitest';
import { JaugeError } from '../model/error.ts';
import type { Measurement } from '../model/measurement.ts';
import { parseMeasurement } from './measurement.ts';

const reading = { low: 0.001, typical: 0.002, high: 0.003, count: 40, way: 'drive' } as const;
const measurement: Measurement = {
  schemaVersion: 1,
  tool: { name: 'jauge', version: '0.1.0' },
  date: '2026-11-25',
  ways: [{ way: 'drive', date: '2026-11-25', of: 'npm start', complete: true, requests: 40 }],
  machine: {
    processor: 'AMD EPYC',
    cores: 2,
    memory: 8e9,
    node: '20.20.2',
    slowness: { ...reading, low: 1, typical: 1.1, high: 1.2 },
    serves: false,
  },
  routes: {
    'GET /api/news': {
      requests: 40,
      cpu: reading,
      calls: { 'api.stripe.com': { count: reading, time: reading } },
      responseTime: { p50: reading, p95: reading, rate: 2 },
    },
  },
  database: {
    engine: 'postgresql',
    tables: { news: { rows: { ...reading, low: 4, typical: 4, high: 4, way: 'database' }, bytes: 8192, indexes: [] } },
    statements: [],
  },
};

const problemOf = (text: string): JaugeError => {
  try {
    parseMeasurement('jauge.measurement.json', text);
  } catch (error) {
    if (error instanceof JaugeError) return error;
  }
  throw new Error('accepted');
};

test('what was written is read back', () => {
  expect(parseMeasurement('jauge.measurement.json', JSON.stringify(measurement))).toEqual(measurement);
});

test('a bad value is named by its place', () => {
  const bad = structuredClone(measurement) as unknown as { routes: Record<string, { cpu: { low: number } }> };
  (bad.routes['GET /api/news'] as { cpu: { low: number } }).cpu.low = 9;
  const { code, problem } = problemOf(JSON.stringify(bad));
  expect(code).toBe('invalid-configuration');
  expect(problem.params).toMatchObject({ key: 'routes.GET /api/news.cpu', expected: 'low ≤ typical ≤ high' });
});

test.each([
  ['{', 'error.measurement-syntax'],
  ['null', 'error.measurement-value'],
  ['[]', 'error.measurement-value'],
  ['{"schemaVersion":2}', 'error.measurement-version'],
  [JSON.stringify({ ...measurement, colour: 1 }), 'error.measurement-value'],
  [JSON.stringify({ ...measurement, date: undefined }), 'error.measurement-value'],
])('refuses %j', (text, key) => {
  expect(problemOf(text).problem.key).toBe(key);
});
