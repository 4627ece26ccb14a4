import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const google: ServiceKnowledge = {
  id: 'google',
  name: 'Google',
  kind: 'authentication',
  packages: ['google-auth-library'],
  hosts: ['oauth2.googleapis.com'],
  figures: [],
  latency: { low: 0.05, typical: 0.12, high: 0.4, facts: [], reason: 'reason.latency-authentication' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
