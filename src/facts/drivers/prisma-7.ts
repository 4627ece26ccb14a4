import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Prisma 7 with @prisma/adapter-pg: the pool is that of pg, set in the constructor of the adapter. */
export const prisma7: DriverKnowledge = {
  id: 'prisma-7',
  package: '@prisma/client',
  engine: 'postgresql',
  figures: [
    {
      id: 'C012',
      subject: 'Prisma 7 (driver adapter pg)',
      property: 'max',
      value: 10,
      unit: 'connections',
      plan: 'default',
      source:
        'https://www.prisma.io/docs/orm/v7/prisma-client/setup-and-configuration/databases-connections/connection-pool',
      date: '2026-11-22',
      confidence: 'official',
      note: 'new in 7.0: an adapter is required, connection_limit and pool_timeout in the address are ignored; latest version 7.10.0',
    },
    {
      id: 'C013',
      subject: 'Prisma 7 (driver adapter pg)',
      property: 'acquire + connect timeout',
      value: '0 = none',
      unit: 'ms',
      plan: 'default',
      source:
        'https://www.prisma.io/docs/orm/v7/prisma-client/setup-and-configuration/databases-connections/connection-pool',
      date: '2026-11-22',
      confidence: 'official',
      note: 'version 6 failed after 10 s, version 7 waits for ever: saturation shows as latency, not as errors',
    },
    {
      id: 'C014',
      subject: 'Prisma 7 (driver adapter pg)',
      property: 'idleTimeoutMillis',
      value: 10000,
      unit: 'ms',
      plan: 'default',
      source:
        'https://www.prisma.io/docs/orm/v7/prisma-client/setup-and-configuration/databases-connections/connection-pool',
      date: '2026-11-22',
      confidence: 'official',
      note: 'was 300 s in v6',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C012'] },
  acquireTimeout: null,
  idleTimeout: { low: 10, typical: 10, high: 10, facts: ['C014'] },
  options: {
    size: ['max', 'poolSize'],
    acquireTimeout: ['connectionTimeoutMillis'],
    idleTimeout: ['idleTimeoutMillis'],
    statementTimeout: ['statement_timeout', 'query_timeout'],
  },
  optionUnit: 0.001,
};
