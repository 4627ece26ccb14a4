import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const selfHostedPostgres: DatabaseKnowledge = {
  id: 'self-hosted',
  name: 'PostgreSQL, self-hosted',
  engine: 'postgresql',
  hosts: [{ pattern: '^(?:localhost|127\\.0\\.0\\.1|postgres|postgresql|db|database)$', example: 'localhost' }],
  figures: [],
  plans: [
    {
      id: 'default',
      name: 'Default configuration',
      maxConnections: 100,
      cpu: null,
      memory: null,
      storage: null,
      monthlyCost: null,
      facts: ['B050'],
    },
  ],
  defaultPlan: 'default',
  roundTrip: { low: 0.0002, typical: 0.0005, high: 0.002, facts: [], reason: 'reason.round-trip-local' },
  highlights: [],
};
