import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const gmailSmtp: ServiceKnowledge = {
  id: 'gmail-smtp',
  name: 'Gmail',
  kind: 'email',
  packages: [],
  hosts: ['smtp.gmail.com', 'smtp-relay.gmail.com'],
  figures: [
    {
      id: 'D025',
      subject: 'Gmail SMTP',
      property: 'recipients per rolling 24 h',
      value: 500,
      unit: 'recipients',
      plan: 'personal',
      source: 'https://github.com/nodemailer/nodemailer-homepage/blob/HEAD/docs/guides/using-gmail.md',
      date: '2026-06-10',
      confidence: 'maintainer',
    },
    {
      id: 'D026',
      subject: 'Gmail SMTP',
      property: 'recipients per rolling 24 h',
      value: 2000,
      unit: 'recipients',
      plan: 'Google Workspace',
      source: 'https://github.com/nodemailer/nodemailer-homepage/blob/HEAD/docs/guides/using-gmail.md',
      date: '2026-06-10',
      confidence: 'maintainer',
      note: '10,000 a day through the SMTP relay, says a third party',
    },
  ],
  latency: { low: 0.3, typical: 0.8, high: 2.5, facts: [], reason: 'reason.latency-smtp' },
  rateLimits: [],
  quotas: [
    { unit: 'email', period: 'day', amount: { low: 500, typical: 500, high: 500, facts: ['D025'] }, plan: 'personal' },
    {
      unit: 'email',
      period: 'day',
      amount: { low: 2000, typical: 2000, high: 2000, facts: ['D026'] },
      plan: 'workspace',
    },
  ],
  plans: [
    { id: 'personal', monthlyCost: 0, facts: ['D025'] },
    { id: 'workspace', monthlyCost: null, facts: ['D026'] },
  ],
  highlights: ['D025', 'D026'],
};
