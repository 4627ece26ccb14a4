import type { TechnologyPack } from './pack.ts';

export const expressRateLimit: TechnologyPack = {
  id: 'express-rate-limit',
  packages: ['express-rate-limit', 'rate-limiter-flexible', 'express-slow-down'],
  rules: [
    {
      on: '{,rateLimit,RateLimit,slowDown}()',
      does: { kind: 'mark', name: 'rate-limit' },
      gives: 'client',
      example: 'rateLimit()',
    },
  ],
  harmless: true,
};
