import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const selfHostedMysql: DatabaseKnowledge = {
  id: 'self-hosted-mysql',
  name: 'MySQL or MariaDB, self-hosted',
  engine: 'mysql',
  hosts: [{ pattern: '^(?:mysql|mariadb)$', example: 'mysql' }],
  figures: [],
  plans: [
    {
      id: 'default',
      name: 'Default configuration',
      maxConnections: 151,
      cpu: null,
      memory: null,
      storage: null,
      monthlyCost: null,
      facts: [],
      reason: 'reason.mysql-connections',
    },
  ],
  defaultPlan: 'default',
  roundTrip: { low: 0.0002, typical: 0.0005, high: 0.002, facts: [], reason: 'reason.round-trip-local' },
  highlights: [],
};
