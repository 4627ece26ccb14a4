import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Prisma 5 and 6: the pool belongs to the Rust engine and is set in the connection string; its size follows the processors of the host. */
export const prisma6: DriverKnowledge = {
  id: 'prisma-6',
  package: '@prisma/client',
  engine: 'any',
  figures: [
    {
      id: 'C010',
      subject: 'Prisma 5/6 (Rust engine)',
      property: 'connection_limit',
      value: 'num_physical_cpus * 2 + 1',
      unit: 'connections per PrismaClient',
      plan: 'default',
      source:
        'https://www.prisma.io/docs/orm/v6/prisma-client/setup-and-configuration/databases-connections/connection-pool',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C011',
      subject: 'Prisma 5/6 (Rust engine)',
      property: 'pool_timeout / connect_timeout / idle lifetime',
      value: '10 s / 5 s / 300 s',
      plan: 'default',
      source:
        'https://www.prisma.io/docs/orm/v6/prisma-client/setup-and-configuration/databases-connections/connection-pool',
      date: '2026-11-22',
      confidence: 'official',
      note: 'read in a translation of the page',
    },
  ],
  poolSize: { low: 3, typical: 5, high: 17, facts: ['C010'], reason: 'reason.prisma-pool' },
  acquireTimeout: { low: 10, typical: 10, high: 10, facts: ['C011'] },
  idleTimeout: { low: 300, typical: 300, high: 300, facts: ['C011'] },
  options: {
    size: ['connection_limit'],
    acquireTimeout: ['pool_timeout'],
    idleTimeout: [],
    statementTimeout: [],
  },
  optionUnit: 1,
};
