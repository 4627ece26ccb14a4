import type { TechnologyPack } from './pack.ts';

/** Brevo, formerly Sendinblue. */
export const brevo: TechnologyPack = {
  id: 'brevo',
  packages: ['@getbrevo/brevo', 'sib-api-v3-sdk'],
  service: { id: 'brevo', name: 'Brevo', kind: 'email' },
  rules: [
    {
      on: '**.{sendTransacEmail,sendEmail,createContact,updateContact,sendTransacSms}()',
      does: { kind: 'call' },
      example: 'new().sendTransacEmail()',
    },
    { on: '**.setApiKey()', does: { kind: 'nothing' }, example: 'new().setApiKey()' },
  ],
  harmless: true,
};
