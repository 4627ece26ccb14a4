import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const paypal: ServiceKnowledge = {
  id: 'paypal',
  name: 'PayPal',
  kind: 'payments',
  packages: ['@paypal/paypal-server-sdk', '@paypal/checkout-server-sdk'],
  hosts: ['api.paypal.com'],
  figures: [],
  latency: { low: 0.2, typical: 0.4, high: 1, facts: [], reason: 'reason.latency-payments' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
