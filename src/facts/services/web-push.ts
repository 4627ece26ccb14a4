import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const webPush: ServiceKnowledge = {
  id: 'web-push',
  name: 'Web Push',
  kind: 'push',
  packages: ['web-push'],
  hosts: ['updates.push.services.mozilla.com', 'web.push.apple.com'],
  figures: [
    {
      id: 'D061',
      subject: 'Web Push',
      property: 'npm packages',
      value: 'web-push',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.05, typical: 0.15, high: 0.5, facts: [], reason: 'reason.latency-push' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
