import type { TechnologyPack } from './pack.ts';

export const sendgrid: TechnologyPack = {
  id: 'sendgrid',
  packages: ['@sendgrid/mail', '@sendgrid/client'],
  service: { id: 'sendgrid', name: 'SendGrid', kind: 'email' },
  rules: [
    { on: '{send,sendMultiple}()', does: { kind: 'call' }, example: 'send()' },
    { on: 'new().{send,sendMultiple}()', does: { kind: 'call' }, example: 'new().send()' },
    { on: '**.{setApiKey,setTimeout,setClient}()', does: { kind: 'nothing' }, example: 'setApiKey()' },
  ],
};
