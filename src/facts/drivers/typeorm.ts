import type { DriverKnowledge } from '../../model/knowledge.ts';

export const typeorm: DriverKnowledge = {
  id: 'typeorm',
  package: 'typeorm',
  engine: 'postgresql',
  figures: [
    {
      id: 'C017',
      subject: 'TypeORM (postgres)',
      property: 'poolSize',
      value: 'undefined -> pg default 10',
      unit: 'connections',
      plan: 'default',
      source: 'npm package typeorm 1.1.1 PostgresDriver.js',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C017'] },
  acquireTimeout: null,
  idleTimeout: { low: 10, typical: 10, high: 10, facts: ['C002'] },
  options: {
    size: ['poolSize', 'extra.max'],
    acquireTimeout: ['connectTimeoutMS', 'extra.connectionTimeoutMillis'],
    idleTimeout: ['extra.idleTimeoutMillis'],
    statementTimeout: ['extra.statement_timeout'],
  },
  optionUnit: 0.001,
};
