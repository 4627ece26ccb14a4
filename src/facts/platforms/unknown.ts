import type { PlatformKnowledge } from '../../model/knowledge.ts';

export const unknownPlatform: PlatformKnowledge = {
  id: 'unknown',
  name: 'Unknown hosting',
  figures: [],
  machines: [],
  defaultMachine: {
    cpu: { low: 0.5, typical: 1, high: 2, facts: [], reason: 'reason.unknown-machine' },
    memory: {
      low: 536_870_912,
      typical: 1_073_741_824,
      high: 4_294_967_296,
      facts: [],
      reason: 'reason.unknown-machine',
    },
  },
  defaultInstances: {
    minimum: { low: 1, typical: 1, high: 1, facts: [], reason: 'reason.one-instance' },
    maximum: { low: 1, typical: 1, high: 1, facts: [], reason: 'reason.one-instance' },
  },
  requestTimeout: null,
  concurrency: null,
  coldStart: null,
  highlights: [],
};
