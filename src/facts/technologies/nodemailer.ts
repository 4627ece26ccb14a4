import type { TechnologyPack } from './pack.ts';

export const nodemailer: TechnologyPack = {
  id: 'nodemailer',
  packages: ['nodemailer'],
  service: { id: 'smtp', name: 'SMTP', kind: 'email' },
  timeout: { option: 'socketTimeout', unit: 0.001 },
  rules: [
    { on: 'createTransport()', does: { kind: 'nothing' }, gives: 'client', example: 'createTransport()' },
    { on: 'createTransport().{sendMail,verify}()', does: { kind: 'call' }, example: 'createTransport().sendMail()' },
  ],
};
