import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const mailjet: ServiceKnowledge = {
  id: 'mailjet',
  name: 'Mailjet',
  kind: 'email',
  packages: ['node-mailjet'],
  hosts: ['api.mailjet.com', 'in-v3.mailjet.com'],
  figures: [
    {
      id: 'D023',
      subject: 'Mailjet',
      property: 'free quota',
      value: '200/day, 6,000/month',
      unit: 'emails',
      plan: 'Free',
      source: 'https://documentation.mailjet.com/hc/en-us/articles/360043048393',
      date: '2026-07-04',
      confidence: 'third party',
    },
    {
      id: 'D049',
      subject: 'Mailjet',
      property: 'npm packages',
      value: 'node-mailjet',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.1, typical: 0.2, high: 0.6, facts: [], reason: 'reason.latency-email' },
  rateLimits: [],
  quotas: [
    { unit: 'email', period: 'day', amount: { low: 200, typical: 200, high: 200, facts: ['D023'] }, plan: 'free' },
    { unit: 'email', period: 'month', amount: { low: 6000, typical: 6000, high: 6000, facts: ['D023'] }, plan: 'free' },
  ],
  plans: [
    { id: 'free', monthlyCost: 0, facts: ['D023'] },
    { id: 'essential', monthlyCost: null, facts: [] },
  ],
  highlights: ['D023'],
};
