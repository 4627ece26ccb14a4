import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const meilisearch: ServiceKnowledge = {
  id: 'meilisearch',
  name: 'Meilisearch',
  kind: 'other',
  packages: ['meilisearch'],
  hosts: ['meilisearch.io'],
  figures: [],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-hosted-data' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
