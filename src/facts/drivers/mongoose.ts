import type { DriverKnowledge } from '../../model/knowledge.ts';

export const mongoose: DriverKnowledge = {
  id: 'mongoose',
  package: 'mongoose',
  engine: 'mongodb',
  figures: [
    {
      id: 'C032',
      subject: 'mongoose',
      property: 'maxPoolSize',
      value: '100 (from driver ~7.8)',
      unit: 'connections',
      plan: 'default',
      source: 'npm package mongoose 9.12.1',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 100, typical: 100, high: 100, facts: ['C032'] },
  acquireTimeout: null,
  idleTimeout: null,
  options: {
    size: ['maxPoolSize'],
    acquireTimeout: ['waitQueueTimeoutMS'],
    idleTimeout: ['maxIdleTimeMS'],
    statementTimeout: ['timeoutMS'],
  },
  optionUnit: 0.001,
};
