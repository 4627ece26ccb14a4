import type { TechnologyPack } from './pack.ts';

export const stripe: TechnologyPack = {
  id: 'stripe',
  packages: ['stripe'],
  service: { id: 'stripe', name: 'Stripe', kind: 'payments' },
  timeout: { option: 'timeout', unit: 0.001 },
  rules: [
    {
      on: 'new().webhooks.{constructEvent,constructEventAsync}()',
      does: { kind: 'cpu', work: 'signature-verify', checks: 0 },
      example: 'new().webhooks.constructEvent()',
    },
    { on: 'new().webhooks.*()', does: { kind: 'nothing' }, example: 'new().webhooks.generateTestHeaderString()' },
    {
      on: 'webhooks.{constructEvent,constructEventAsync}()',
      does: { kind: 'cpu', work: 'signature-verify', checks: 0 },
      example: 'webhooks.constructEvent()',
    },
    { on: 'new().**.*()', does: { kind: 'call' }, example: 'new().checkout.sessions.create()' },
    { on: '().**.*()', does: { kind: 'call' }, example: '().customers.create()' },
    { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
  ],
};
