import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const appStore: ServiceKnowledge = {
  id: 'app-store',
  name: 'App Store',
  kind: 'payments',
  packages: ['@apple/app-store-server-library'],
  hosts: ['api.storekit.itunes.apple.com'],
  figures: [],
  latency: { low: 0.2, typical: 0.4, high: 1, facts: [], reason: 'reason.latency-payments' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
