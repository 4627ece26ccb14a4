import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const postmark: ServiceKnowledge = {
  id: 'postmark',
  name: 'Postmark',
  kind: 'email',
  packages: ['postmark'],
  hosts: ['api.postmarkapp.com', 'smtp.postmarkapp.com'],
  figures: [
    {
      id: 'D015',
      subject: 'Postmark',
      property: 'batch size',
      value: 500,
      unit: 'messages per batch call (50 recipients per message)',
      source: 'public code, several',
      date: '2026-11-22',
      confidence: 'third party',
    },
    {
      id: 'D016',
      subject: 'Postmark',
      property: 'free developer quota',
      value: 100,
      unit: 'emails per month',
      plan: 'Free',
      source: 'public doc',
      date: '2026-11-22',
      confidence: 'third party',
    },
    {
      id: 'D045',
      subject: 'Postmark',
      property: 'npm packages',
      value: 'postmark',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.1, typical: 0.2, high: 0.6, facts: [], reason: 'reason.latency-email' },
  rateLimits: [],
  quotas: [
    { unit: 'email', period: 'month', amount: { low: 100, typical: 100, high: 100, facts: ['D016'] }, plan: 'free' },
  ],
  plans: [{ id: 'free', monthlyCost: 0, facts: ['D016'] }],
  highlights: ['D016', 'D015'],
};
