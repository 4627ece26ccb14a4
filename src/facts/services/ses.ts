import type { ServiceKnowledge } from '../../model/knowledge.ts';

/** `aws-sdk`, the old package for all of Amazon, is left out: it does not say which service is meant. */
export const ses: ServiceKnowledge = {
  id: 'ses',
  name: 'Amazon SES',
  kind: 'email',
  packages: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2'],
  hosts: ['email.eu-west-1.amazonaws.com', 'email.eu-west-3.amazonaws.com', 'email.us-east-1.amazonaws.com'],
  figures: [
    {
      id: 'D018',
      subject: 'Amazon SES',
      property: 'sandbox',
      value: 200,
      unit: 'messages per 24 h',
      plan: 'sandbox',
      source:
        'https://github.com/awsdocs/amazon-ses-developer-guide/blob/5b3d642/doc-source/request-production-access.md',
      date: '2023-06-15',
      confidence: 'official',
    },
    {
      id: 'D019',
      subject: 'Amazon SES',
      property: 'sandbox rate',
      value: 1,
      unit: 'message per second',
      plan: 'sandbox',
      source: 'https://github.com/awsdocs/amazon-ses-developer-guide/tree/5b3d642',
      date: '2023-06-15',
      confidence: 'official',
    },
    {
      id: 'D020',
      subject: 'Amazon SES',
      property: 'free allowance',
      value: '3,000 message charges/month for 12 months, then 0.10 USD per 1,000',
      source: 'https://aws.amazon.com/ses/pricing/',
      date: '2026-07-04',
      confidence: 'third party',
    },
    {
      id: 'D021',
      subject: 'Amazon SES',
      property: 'production send rate',
      value: 'granted per account (14/s is a common start)',
      unit: 'messages per second',
      plan: 'production',
      source: 'general knowledge',
      date: '2026-11-22',
      confidence: 'inferred',
      note: 'not verified',
    },
    {
      id: 'D047',
      subject: 'Amazon SES',
      property: 'npm packages',
      value: '@aws-sdk/client-ses, @aws-sdk/client-sesv2, aws-sdk',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.1, typical: 0.2, high: 0.6, facts: [], reason: 'reason.latency-email' },
  rateLimits: [
    {
      scope: 'account',
      perSecond: { low: 1, typical: 14, high: 50, facts: ['D019', 'D021'], reason: 'reason.ses-rate' },
      plan: 'production',
    },
    { scope: 'account', perSecond: { low: 1, typical: 1, high: 1, facts: ['D019'] }, plan: 'sandbox' },
  ],
  quotas: [
    { unit: 'email', period: 'day', amount: { low: 200, typical: 200, high: 200, facts: ['D018'] }, plan: 'sandbox' },
  ],
  plans: [
    { id: 'sandbox', monthlyCost: 0, facts: ['D018'] },
    { id: 'production', monthlyCost: null, facts: ['D020'] },
  ],
  highlights: ['D018', 'D019', 'D021', 'D020'],
};
