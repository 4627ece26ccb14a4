import type { ServiceKnowledge } from '../../model/knowledge.ts';

/** A mail server reached with nodemailer, when its host name tells no service. */
export const smtp: ServiceKnowledge = {
  id: 'smtp',
  name: 'SMTP',
  kind: 'email',
  packages: ['nodemailer'],
  hosts: [],
  figures: [
    {
      id: 'C036',
      subject: 'nodemailer (pool: true)',
      property: 'maxConnections / maxMessages',
      value: '5 / 100',
      plan: 'default',
      source: 'npm package nodemailer 10.6.0',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'D050',
      subject: 'SMTP (any)',
      property: 'npm packages',
      value: 'nodemailer',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.3, typical: 0.8, high: 2.5, facts: [], reason: 'reason.latency-smtp' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: ['C036'],
};
