import type { DriverKnowledge } from '../../model/knowledge.ts';

export const postgres: DriverKnowledge = {
  id: 'postgres',
  package: 'postgres',
  engine: 'postgresql',
  figures: [
    {
      id: 'C008',
      subject: 'postgres (postgres.js)',
      property: 'max',
      value: '10 (3 on Cloudflare)',
      unit: 'connections',
      plan: 'default',
      source: 'npm package postgres 3.4.9 src/index.js',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C009',
      subject: 'postgres (postgres.js)',
      property: 'idle_timeout / connect_timeout / max_pipeline',
      value: 'none / 30 s / 100',
      plan: 'default',
      source: 'npm package postgres 3.4.9',
      date: '2026-11-22',
      confidence: 'official',
      note: 'max_lifetime random; prepare true',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C008'] },
  acquireTimeout: null,
  idleTimeout: null,
  options: {
    size: ['max'],
    acquireTimeout: [],
    idleTimeout: ['idle_timeout'],
    statementTimeout: ['connection.statement_timeout'],
  },
  optionUnit: 1,
};
