import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Prisma 7 with @prisma/adapter-mariadb: the pool is that of mariadb; its idle timeout is in seconds. */
export const prisma7Mariadb: DriverKnowledge = {
  id: 'prisma-7-mariadb',
  package: '@prisma/client',
  engine: 'mysql',
  figures: [
    {
      id: 'C015',
      subject: 'Prisma 7 (adapter-mariadb)',
      property: 'connectionLimit',
      value: '10 (driver default)',
      unit: 'connections',
      plan: 'default',
      source: 'npm package mariadb 3.5.4',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C015'] },
  acquireTimeout: { low: 10, typical: 10, high: 10, facts: ['C028'] },
  idleTimeout: { low: 1800, typical: 1800, high: 1800, facts: ['C028'] },
  options: {
    size: ['connectionLimit'],
    acquireTimeout: ['acquireTimeout'],
    idleTimeout: ['idleTimeout'],
    statementTimeout: ['queryTimeout'],
  },
  optionUnit: 0.001,
};
