import type { DriverKnowledge } from '../../model/knowledge.ts';

/** One connection on which commands follow one another without waiting for answers: its size is not a limit of concurrency. */
export const ioredis: DriverKnowledge = {
  id: 'ioredis',
  package: 'ioredis',
  engine: 'redis',
  figures: [
    {
      id: 'C033',
      subject: 'ioredis',
      property: 'connections',
      value: 1,
      unit: 'per Redis instance (commands pipelined)',
      plan: 'default',
      source: 'npm package ioredis 5.11.1',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C034',
      subject: 'ioredis',
      property: 'connectTimeout / maxRetriesPerRequest',
      value: '10 s / 20',
      plan: 'default',
      source: 'npm package ioredis 5.11.1',
      date: '2026-11-22',
      confidence: 'official',
      note: 'BullMQ workers add blocking connections',
    },
  ],
  poolSize: { low: 1, typical: 1, high: 1, facts: ['C033'] },
  acquireTimeout: null,
  idleTimeout: null,
  options: {
    size: [],
    acquireTimeout: [],
    idleTimeout: [],
    statementTimeout: ['commandTimeout'],
  },
  optionUnit: 0.001,
};
