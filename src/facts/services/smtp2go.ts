import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const smtp2go: ServiceKnowledge = {
  id: 'smtp2go',
  name: 'SMTP2GO',
  kind: 'email',
  packages: ['smtp2go-nodejs'],
  hosts: ['api.smtp2go.com', 'mail.smtp2go.com'],
  figures: [
    {
      id: 'D024',
      subject: 'SMTP2GO',
      property: 'free quota',
      value: '1,000 a month, 200 a day, 25 an hour until the domain is verified',
      plan: 'Free',
      source: 'https://support.smtp2go.com/hc/en-gb/articles/223087947-Free-Plan',
      date: '2026-07-04',
      confidence: 'third party',
      note: 'what exceeds it is rejected',
    },
  ],
  latency: { low: 0.3, typical: 0.8, high: 2.5, facts: [], reason: 'reason.latency-smtp' },
  rateLimits: [],
  quotas: [
    { unit: 'email', period: 'day', amount: { low: 200, typical: 200, high: 200, facts: ['D024'] }, plan: 'free' },
    { unit: 'email', period: 'month', amount: { low: 1000, typical: 1000, high: 1000, facts: ['D024'] }, plan: 'free' },
  ],
  plans: [
    { id: 'free', monthlyCost: 0, facts: ['D024'] },
    { id: 'starter', monthlyCost: null, facts: [] },
  ],
  highlights: ['D024'],
};
