import type { TechnologyPack } from './pack.ts';

/** PayPal. */
export const paypal: TechnologyPack = {
  id: 'paypal',
  packages: ['@paypal/paypal-server-sdk', '@paypal/checkout-server-sdk'],
  service: { id: 'paypal', name: 'PayPal', kind: 'payments' },
  rules: [
    {
      on: '**.{execute,createOrder,captureOrder,getOrder,refundCapturedPayment}()',
      does: { kind: 'call' },
      example: 'new().execute()',
    },
  ],
  harmless: true,
};
