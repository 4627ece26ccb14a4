import type { DriverKnowledge } from '../../model/knowledge.ts';

/** No pool: each query runs on the event loop and holds it. */
export const betterSqlite3: DriverKnowledge = {
  id: 'better-sqlite3',
  package: 'better-sqlite3',
  engine: 'sqlite',
  figures: [
    {
      id: 'C035',
      subject: 'better-sqlite3',
      property: 'concurrency',
      value: 'synchronous, in the main thread; one writer',
      plan: 'default',
      source: 'npm package better-sqlite3 12.11.1',
      date: '2026-11-22',
      confidence: 'inferred',
      note: 'each query blocks the event loop',
    },
  ],
  poolSize: { low: 1, typical: 1, high: 1, facts: ['C035'] },
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
