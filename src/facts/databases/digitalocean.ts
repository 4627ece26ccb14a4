import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const digitaloceanDatabase: DatabaseKnowledge = {
  id: 'digitalocean',
  name: 'DigitalOcean database',
  engine: 'postgresql',
  hosts: [{ pattern: '\\.db\\.ondigitalocean\\.com$', example: 'members-do-user-123456-0.b.db.ondigitalocean.com' }],
  figures: [
    {
      id: 'A160',
      subject: 'DigitalOcean App Platform',
      property: 'dev database price',
      value: 7,
      unit: 'USD per month (512 MB)',
      source: 'https://docs.digitalocean.com/products/app-platform/details/pricing/',
      date: '2026-10-01',
      confidence: 'third party',
    },
  ],
  plans: [
    {
      id: 'dev',
      name: 'Development database',
      maxConnections: null,
      cpu: null,
      memory: 536_870_912,
      storage: null,
      monthlyCost: 7,
      facts: ['A160'],
    },
  ],
  defaultPlan: 'dev',
  roundTrip: { low: 0.0005, typical: 0.001, high: 0.003, facts: [], reason: 'reason.round-trip-same-region' },
  highlights: ['A160'],
};
