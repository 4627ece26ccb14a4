import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Before driver 4: a smaller pool, and its size under another name. */
export const mongodb3: DriverKnowledge = {
  id: 'mongodb-3',
  package: 'mongodb',
  engine: 'mongodb',
  before: 4,
  figures: [
    {
      id: 'C039',
      subject: 'mongodb driver 3',
      property: 'poolSize',
      value: 5,
      unit: 'connections',
      plan: 'default',
      source: 'npm package mongodb 3.7.4',
      date: '2026-11-27',
      confidence: 'official',
    },
  ],
  poolSize: { low: 5, typical: 5, high: 5, facts: ['C039'] },
  acquireTimeout: null,
  idleTimeout: null,
  options: {
    size: ['poolSize', 'maxPoolSize'],
    acquireTimeout: ['waitQueueTimeoutMS'],
    idleTimeout: ['maxIdleTimeMS'],
    statementTimeout: [],
  },
  optionUnit: 0.001,
};
