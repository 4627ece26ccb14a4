import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const brevo: ServiceKnowledge = {
  id: 'brevo',
  name: 'Brevo',
  kind: 'email',
  packages: ['@getbrevo/brevo', 'sib-api-v3-sdk'],
  hosts: ['api.brevo.com', 'api.sendinblue.com', 'smtp-relay.brevo.com'],
  figures: [
    {
      id: 'D022',
      subject: 'Brevo',
      property: 'free quota',
      value: 300,
      unit: 'emails per day',
      plan: 'Free',
      source: 'https://help.brevo.com/hc/en-us/articles/208580669',
      date: '2026-07-04',
      confidence: 'third party',
    },
    {
      id: 'D048',
      subject: 'Brevo',
      property: 'npm packages',
      value: '@getbrevo/brevo, sib-api-v3-sdk',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.1, typical: 0.2, high: 0.6, facts: [], reason: 'reason.latency-email' },
  rateLimits: [],
  quotas: [
    { unit: 'email', period: 'day', amount: { low: 300, typical: 300, high: 300, facts: ['D022'] }, plan: 'free' },
  ],
  plans: [
    { id: 'free', monthlyCost: 0, facts: ['D022'] },
    { id: 'starter', monthlyCost: null, facts: [] },
  ],
  highlights: ['D022'],
};
