import type { PlatformKnowledge } from '../../model/knowledge.ts';

export const compose: PlatformKnowledge = {
  id: 'compose',
  name: 'Docker Compose',
  figures: [],
  machines: [],
  defaultMachine: {
    cpu: { low: 1, typical: 2, high: 4, facts: ['A180'], reason: 'reason.container-host' },
    memory: {
      low: 1_073_741_824,
      typical: 2_147_483_648,
      high: 8_589_934_592,
      facts: ['A180'],
      reason: 'reason.container-host',
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
