import type { ServiceKnowledge } from '../../model/knowledge.ts';

/** Where sessions are kept by connect-mongo; plans and limits of a hosted one are with the databases. */
export const mongodb: ServiceKnowledge = {
  id: 'mongodb',
  name: 'MongoDB',
  kind: 'other',
  packages: [],
  hosts: [],
  figures: [],
  latency: { low: 0.001, typical: 0.003, high: 0.01, facts: [], reason: 'reason.round-trip-managed' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
