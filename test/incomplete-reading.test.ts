import { describe, expect, it } from 'vitest';
import { estimate, memoryProject } from '../src/index.ts';
import type { Estimate } from '../src/model/estimate.ts';
import type { Measurement } from '../src/model/measurement.ts';
import { render } from '../src/report/index.ts';
import { about, measured } from './measured.ts';

/** A shop whose orders come from `store`: code of the project, or a package that nobody knows. */
function shop(
  store: 'own' | 'unknown',
  extra: Readonly<Record<string, string>> = {},
  measurement?: Measurement,
): Estimate {
  const server = `const express = require('express');
const { Pool } = require('pg');
const pool = new Pool();
${store === 'unknown' ? "const store = require('house-store')(pool);" : 'const store = { find: (id) => pool.query("SELECT * FROM orders WHERE id = $1", [id]) };'}
const app = express();
app.get('/orders/:id', async (req, res) => res.json(await store.find(req.params.id)));
app.get('/health', (_req, res) => res.send('ok'));
app.listen(3000);
`;
  return estimate(
    memoryProject({
      'package.json':
        '{ "name": "shop", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5", "pg": "8" } }',
      'server.js': server,
      ...extra,
    }),
    measurement === undefined ? {} : { measurement },
  );
}

const text = (result: Estimate, language: 'fr' | 'en'): string => render(result, { format: 'markdown', language });
const normal = (result: Estimate): number =>
  result.capacities.find(({ scenario }) => scenario === 'normal')?.throughput.typical ?? expect.fail('no capacity');

describe('a reading that is not complete', () => {
  it('is said at the top of the report, in both languages, and again beside the decision', () => {
    const unknown = shop('unknown');
    expect(unknown.unread).toEqual(['GET /orders/:id']);
    for (const [language, words] of [
      ['fr', 'Lecture incomplète'],
      ['en', 'Incomplete reading'],
    ] as const) {
      const report = text(unknown, language);
      expect(report.split(words)).toHaveLength(3);
      expect(report.indexOf(words)).toBeLessThan(2000);
    }
  });

  it('is not said of a project of which everything was read', () => {
    expect(text(shop('own'), 'fr')).not.toContain('Lecture incomplète');
  });

  it('gives the routes that were not read the queries of an ordinary one, rather than none', () => {
    const [own, unknown] = [shop('own'), shop('unknown')];
    expect(normal(unknown)).toBeLessThan(normal(own));
    expect(unknown.capacities[0]?.utilization['database']).toBeGreaterThan(0);
    expect(unknown.assumptions.map(({ parameter }) => parameter)).toContain('unread');
    expect(own.assumptions.map(({ parameter }) => parameter)).not.toContain('unread');
  });

  it('is no longer said of routes that were measured', () => {
    const known = shop('unknown', {}, measured({ 'GET /orders/:id': { cpu: about(0.002) } }));
    expect(known.unread).toBeUndefined();
    expect(text(known, 'fr')).not.toContain('Lecture incomplète');
    expect(known.assumptions.map(({ parameter }) => parameter)).not.toContain('unread');
  });

  it('is said where half as many routes as were found are written elsewhere', () => {
    const left = shop('own', {
      'routes/late.js':
        "const r = require('express').Router();\nconst router = r;\nrouter.get('/late', list);\nrouter.post('/late', add);\n",
    });
    expect(left.inventory.unreachedRoutes).toHaveLength(2);
    expect(text(left, 'fr')).toContain('2 routes sont écrites');
    expect(text(left, 'en')).toContain('2 routes are written');
  });
});

describe('what nobody publishes the price of', () => {
  it('is said to be unknown, not free', () => {
    const result = shop('own');
    const [tier] = result.tiers;
    expect(tier?.monthlyCost).toEqual({ low: 0, typical: null, high: null });
    expect(text(result, 'fr')).toContain('prix inconnu');
    expect(text(result, 'en')).toContain('price unknown');
  });

  it('leaves what is known as the least: a machine of Heroku, beside a database kept elsewhere', () => {
    const result = shop('own', { Procfile: 'web: node server.js\n' });
    expect(result.inventory.deployment.platform).toBe('heroku');
    expect(result.tiers[0]?.monthlyCost.low).toBe(5);
    expect(text(result, 'fr')).toMatch(/au moins 5[\s\u202f\u00a0]\$ par mois/);
  });
});
