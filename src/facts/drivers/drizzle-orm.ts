import type { DriverKnowledge } from '../../model/knowledge.ts';

/** No pool of its own: it uses the one of the driver handed to it. These are the values when that driver is pg. */
export const drizzle: DriverKnowledge = {
  id: 'drizzle-orm',
  package: 'drizzle-orm',
  engine: 'any',
  figures: [
    {
      id: 'C016',
      subject: 'drizzle-orm',
      property: 'pool',
      value: 'inherits the driver (pg 10, postgres.js 10, mysql2 10, neon-http none)',
      plan: 'default',
      source: 'npm package drizzle-orm 0.45.4',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C016'] },
  acquireTimeout: null,
  idleTimeout: { low: 10, typical: 10, high: 10, facts: ['C002', 'C016'] },
  options: {
    size: [],
    acquireTimeout: [],
    idleTimeout: [],
    statementTimeout: [],
  },
  optionUnit: 0.001,
};
