import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const mailgun: ServiceKnowledge = {
  id: 'mailgun',
  name: 'Mailgun',
  kind: 'email',
  packages: ['mailgun.js', 'mailgun-js'],
  hosts: ['api.mailgun.net', 'api.eu.mailgun.net', 'smtp.mailgun.org'],
  figures: [
    {
      id: 'D017',
      subject: 'Mailgun',
      property: 'limits',
      value: null,
      source: 'looked for, not found',
      date: '2026-11-22',
      confidence: 'not found',
    },
    {
      id: 'D046',
      subject: 'Mailgun',
      property: 'npm packages',
      value: 'mailgun.js, mailgun-js',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.1, typical: 0.2, high: 0.6, facts: [], reason: 'reason.latency-email' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: ['D017'],
};
