import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const planetscale: DatabaseKnowledge = {
  id: 'planetscale',
  name: 'PlanetScale',
  engine: 'mysql',
  hosts: [{ pattern: '\\.connect\\.psdb\\.cloud$', example: 'aws.connect.psdb.cloud' }],
  figures: [
    {
      id: 'B060',
      subject: 'PlanetScale',
      property: 'concurrent connections',
      value: 'unmetered (2024 docs, Vitess)',
      plan: 'Scaler Pro',
      source: 'https://github.com/planetscale/docs/blob/4488562/docs/concepts/planetscale-plans.md',
      date: '2024-11-12',
      confidence: 'official',
      note: 'documentation frozen in 2024; its PostgreSQL offer is not covered',
    },
    {
      id: 'B061',
      subject: 'PlanetScale',
      property: 'hostname pattern',
      value: '*.connect.psdb.cloud',
      source: 'general knowledge',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  plans: [
    {
      id: 'scaler-pro',
      name: 'Scaler Pro',
      maxConnections: null,
      cpu: null,
      memory: null,
      storage: null,
      monthlyCost: null,
      facts: ['B060'],
    },
  ],
  defaultPlan: 'scaler-pro',
  roundTrip: { low: 0.001, typical: 0.003, high: 0.008, facts: [], reason: 'reason.round-trip-managed' },
  highlights: ['B060'],
};
