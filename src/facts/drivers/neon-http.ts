import type { DriverKnowledge } from '../../model/knowledge.ts';

/** `neon()` of the package: no pool (size 0), one HTTPS request per query or per transaction. */
export const neonHttp: DriverKnowledge = {
  id: 'neon-http',
  package: '@neondatabase/serverless',
  engine: 'postgresql',
  figures: [
    {
      id: 'C007',
      subject: '@neondatabase/serverless neon() (HTTP)',
      property: 'pool',
      value: 'none: one HTTPS request per query or transaction',
      plan: 'default',
      source: 'https://github.com/neondatabase/serverless',
      date: '2026-11-22',
      confidence: 'official',
      note: 'drizzle-orm/neon-http uses this',
    },
  ],
  poolSize: { low: 0, typical: 0, high: 0, facts: ['C007'] },
  acquireTimeout: null,
  idleTimeout: null,
  options: {
    size: [],
    acquireTimeout: [],
    idleTimeout: [],
    statementTimeout: [],
  },
  optionUnit: 0.001,
};
