import type { ServiceKnowledge } from '../../model/knowledge.ts';

/** Where a published Replit application asks for the keys of its integrations, Stripe for instance. */
export const replitConnectors: ServiceKnowledge = {
  id: 'replit-connectors',
  name: 'Replit connectors',
  kind: 'platform',
  packages: [],
  hosts: ['connectors.replit.com'],
  figures: [],
  latency: { low: 0.02, typical: 0.05, high: 0.2, facts: [], reason: 'reason.latency-credentials' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
