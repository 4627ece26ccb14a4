import type { DriverKnowledge } from '../../model/knowledge.ts';
import { mongodb3 } from './mongodb-3.ts';

/** Before mongoose 6, which came with driver 4. */
export const mongoose5: DriverKnowledge = {
  ...mongodb3,
  id: 'mongoose-5',
  package: 'mongoose',
  before: 6,
  figures: [
    {
      id: 'C038',
      subject: 'mongoose 5',
      property: 'poolSize',
      value: 5,
      unit: 'connections',
      plan: 'default',
      source: 'npm package mongoose 5.13.23',
      date: '2026-11-27',
      confidence: 'official',
    },
  ],
  poolSize: { low: 5, typical: 5, high: 5, facts: ['C038'] },
};
