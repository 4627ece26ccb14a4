import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Route } from '../model/inventory.ts';
import type { Measurement, Reading } from '../model/measurement.ts';
import { NOTHING } from '../model/program.ts';
import type { Purpose } from '../model/scenario.ts';
import type { Mix } from '../model/workload.ts';
import { scenariosOf } from './scenarios.ts';

const NONE: Measurement = { schemaVersion: 1, tool: { name: 'jauge', version: '' }, date: '', ways: [], routes: {} };
const reading = (typical: number): Reading => ({ low: typical, typical, high: typical, count: 9, way: 'logs' });
const readings = (mix: Mix): Record<string, Reading> =>
  Object.fromEntries(Object.entries(mix).map(([id, share]) => [id, reading(share)]));
const traffic = (mix: Mix, peak?: Mix): Measurement => ({
  ...NONE,
  traffic: {
    from: '2026-11-24T00:00:00Z',
    to: '2026-11-25T00:00:00Z',
    requests: 9,
    unmatched: 0,
    rate: reading(1),
    mix: readings(mix),
    ...(peak === undefined ? {} : { peakMix: readings(peak) }),
  },
});

const at = { file: 'server/routes.ts', line: 3 };
const route = (id: string, shadowedBy?: typeof at): Route => ({
  id,
  method: 'GET',
  path: id.split(' ')[1] ?? id,
  at,
  handler: at,
  program: NOTHING,
  unknownCalls: [],
  ...(shadowedBy === undefined ? {} : { shadowedBy }),
});
const purposes: readonly Purpose[] = [
  'login',
  'read',
  'list',
  'write',
  'payment',
  'webhook',
  'check-in',
  'admin',
  'page',
  'health',
];
const total = (mix: Readonly<Record<string, number>>): number =>
  Object.values(mix).reduce((sum, share) => sum + share, 0);

describe('scenarios', () => {
  it('shares add up to 1 whatever the routes are for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...purposes), { minLength: 1, maxLength: 30 }), (kinds) => {
        const routes = kinds.map((_, index) => route(`GET /api/${index}`));
        const known = Object.fromEntries(routes.map(({ id }, index) => [id, kinds[index] ?? 'read']));
        for (const scenario of scenariosOf(routes, known, {}, NONE)) expect(total(scenario.mix)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('gives nothing to a registration that another one hides', () => {
    const routes = [route('GET /api/plans'), route('GET /api/plans (2)', at)];
    const [normal] = scenariosOf(routes, { 'GET /api/plans': 'list', 'GET /api/plans (2)': 'list' }, {}, NONE);
    expect(normal?.mix).toEqual({ 'GET /api/plans': 1 });
  });

  it('puts more logins and check-ins in the peak than in a normal day', () => {
    const known: Record<string, Purpose> = { 'GET /a': 'login', 'GET /b': 'check-in', 'GET /c': 'list' };
    const [normal, peak] = scenariosOf(
      Object.keys(known).map((id) => route(id)),
      known,
      {},
      NONE,
    );
    expect(peak?.mix['GET /a'] ?? 0).toBeGreaterThan(normal?.mix['GET /a'] ?? 1);
    expect(peak?.mix['GET /b'] ?? 0).toBeGreaterThan(normal?.mix['GET /b'] ?? 1);
  });

  it('takes the mix of the configuration, brought to 1', () => {
    const [normal] = scenariosOf(
      [route('GET /a'), route('GET /b')],
      {},
      { scenarios: { normal: { 'GET /a': 3, 'GET /b': 1 } } },
      traffic({ 'GET /a': 1 }),
    );
    expect(normal).toEqual({ name: 'normal', mix: { 'GET /a': 0.75, 'GET /b': 0.25 }, provenance: 'declared' });
  });

  it('takes the mix of the real traffic, the one of its busiest hour for the peak, without the routes that have gone', () => {
    const measured = traffic({ 'GET /a': 0.5, 'GET /b': 0.25, 'GET /gone': 0.25 }, { 'GET /b': 1 });
    expect(scenariosOf([route('GET /a'), route('GET /b')], {}, {}, measured)).toEqual([
      { name: 'normal', mix: { 'GET /a': 2 / 3, 'GET /b': 1 / 3 }, provenance: 'measured' },
      { name: 'peak', mix: { 'GET /b': 1 }, provenance: 'measured' },
    ]);
  });

  it('assumes a mix when no request of the traffic matches a route', () => {
    const [normal] = scenariosOf([route('GET /a')], {}, {}, traffic({ 'GET /gone': 1 }));
    expect(normal?.provenance).toBe('assumed');
  });
});
