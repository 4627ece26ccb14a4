import type { MeasuredRoute, Measurement, Reading } from '../src/model/measurement.ts';

/** A reading around a value: a tenth less to a tenth more. */
export function about(typical: number, way: Reading['way'] = 'drive'): Reading {
  return { low: typical * 0.9, typical, high: typical * 1.1, count: 100, way };
}

/** A value counted exactly. */
export function counted(value: number, way: Reading['way'] = 'database'): Reading {
  return { low: value, typical: value, high: value, count: 1, way };
}

/** A measurement of some routes, on a machine of a given slowness. */
export function measured(
  routes: Readonly<Record<string, Omit<MeasuredRoute, 'requests'>>>,
  more: Partial<Measurement> & { readonly slowness?: number; readonly serves?: boolean } = {},
): Measurement {
  const { slowness = 1, serves = false, ...others } = more;
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version: '0.1.0' },
    date: '2026-11-25',
    ways: [{ way: 'drive', date: '2026-11-25', of: 'npm start', complete: true, requests: 700 }],
    machine: { processor: 'AMD EPYC', cores: 2, memory: 8e9, node: '20.20.2', slowness: counted(slowness), serves },
    routes: Object.fromEntries(Object.entries(routes).map(([id, route]) => [id, { requests: 100, ...route }])),
    ...others,
  };
}
