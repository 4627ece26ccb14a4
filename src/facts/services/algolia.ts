import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const algolia: ServiceKnowledge = {
  id: 'algolia',
  name: 'Algolia',
  kind: 'other',
  packages: ['algoliasearch', '@algolia/client-search'],
  hosts: [],
  figures: [],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-hosted-data' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
