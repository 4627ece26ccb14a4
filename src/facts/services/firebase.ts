import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const firebase: ServiceKnowledge = {
  id: 'firebase',
  name: 'Firebase',
  kind: 'other',
  packages: ['firebase-admin'],
  hosts: ['firestore.googleapis.com'],
  figures: [],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-hosted-data' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
