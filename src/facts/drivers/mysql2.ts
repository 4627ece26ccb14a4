import type { DriverKnowledge } from '../../model/knowledge.ts';

export const mysql2: DriverKnowledge = {
  id: 'mysql2',
  package: 'mysql2',
  engine: 'mysql',
  figures: [
    {
      id: 'C025',
      subject: 'mysql2',
      property: 'connectionLimit',
      value: 10,
      unit: 'connections per pool',
      plan: 'default',
      source: 'npm package mysql2 3.24.6 lib/pool_config.js',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C026',
      subject: 'mysql2',
      property: 'maxIdle / idleTimeout / queueLimit / connectTimeout',
      value: '= connectionLimit / 60 s / 0 unlimited / 10 s',
      plan: 'default',
      source: 'npm package mysql2 3.24.6',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C025'] },
  acquireTimeout: null,
  idleTimeout: { low: 60, typical: 60, high: 60, facts: ['C026'] },
  options: {
    size: ['connectionLimit'],
    acquireTimeout: [],
    idleTimeout: ['idleTimeout'],
    statementTimeout: [],
  },
  optionUnit: 0.001,
};
