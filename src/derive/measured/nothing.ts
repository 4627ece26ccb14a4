import type { Measurement } from '../../model/measurement.ts';

/** Nothing was measured. */
export const NOTHING_MEASURED: Measurement = {
  schemaVersion: 1,
  tool: { name: 'jauge', version: '' },
  date: '',
  ways: [],
  routes: {},
};
