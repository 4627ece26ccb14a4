import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Before mongoose 6: a smaller pool, and its size under another name. */
export const mongoose5: DriverKnowledge = {
  id: 'mongoose-5',
  package: 'mongoose',
  engine: 'mongodb',
  figures: [
    {
      id: 'C038',
      subject: 'mongoose 5',
      property: 'poolSize',
      value: 5,
      unit: 'connections',
      plan: 'default',
      source: 'https://github.com/Automattic/mongoose/issues/10809',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 5, typical: 5, high: 5, facts: ['C038'] },
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
