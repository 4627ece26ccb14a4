import type { TechnologyPack } from './pack.ts';

export const mailgun: TechnologyPack = {
  id: 'mailgun',
  packages: ['mailgun.js', 'mailgun-js'],
  service: { id: 'mailgun', name: 'Mailgun', kind: 'email' },
  rules: [
    { on: 'new().client()', does: { kind: 'nothing' }, gives: 'client', example: 'new().client()' },
    { on: 'new().client().**.*()', does: { kind: 'call' }, example: 'new().client().messages.create()' },
  ],
};
