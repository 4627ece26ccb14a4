import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const cleverCloudPostgres: DatabaseKnowledge = {
  id: 'clever-cloud',
  name: 'Clever Cloud PostgreSQL',
  engine: 'postgresql',
  hosts: [
    {
      pattern: '-postgresql\\.services\\.clever-cloud\\.com$',
      example: 'bxyz123-postgresql.services.clever-cloud.com',
    },
  ],
  figures: [
    {
      id: 'A176',
      subject: 'Clever Cloud',
      property: 'Postgres connection example',
      value: '125 max connections on one plan; formula (max - 5) / (2 x max scalers)',
      unit: 'connections',
      source: 'https://github.com/CleverCloud/documentation/blob/1957d9f/content/guides/pgpool.md',
      date: '2026-07-01',
      confidence: 'official',
      note: 'per-plan table not in the repository',
    },
  ],
  plans: [
    {
      id: 'example',
      name: 'Plan of the documentation example',
      maxConnections: 125,
      cpu: null,
      memory: null,
      storage: null,
      monthlyCost: null,
      facts: ['A176'],
    },
  ],
  defaultPlan: 'example',
  roundTrip: { low: 0.0005, typical: 0.001, high: 0.003, facts: [], reason: 'reason.round-trip-same-region' },
  highlights: ['A176'],
};
