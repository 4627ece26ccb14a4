import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const microsoft365: ServiceKnowledge = {
  id: 'm365',
  name: 'Microsoft 365',
  kind: 'email',
  packages: [],
  hosts: ['smtp.office365.com', 'smtp-mail.outlook.com'],
  figures: [
    {
      id: 'D027',
      subject: 'Microsoft 365 SMTP',
      property: 'limits',
      value: '10,000 recipients/24 h per mailbox; 30 messages/min',
      source: 'https://prospeo.io/s/office-365-sending-limits',
      date: '2026-07-04',
      confidence: 'third party',
    },
  ],
  latency: { low: 0.3, typical: 0.8, high: 2.5, facts: [], reason: 'reason.latency-smtp' },
  rateLimits: [{ scope: 'mailbox', perSecond: { low: 0.5, typical: 0.5, high: 0.5, facts: ['D027'] } }],
  quotas: [
    {
      unit: 'email',
      period: 'day',
      amount: { low: 10000, typical: 10000, high: 10000, facts: ['D027'] },
      plan: 'mailbox',
    },
  ],
  plans: [],
  highlights: ['D027'],
};
