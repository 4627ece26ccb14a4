import type { TechnologyPack } from './pack.ts';

export const resend: TechnologyPack = {
  id: 'resend',
  packages: ['resend'],
  service: { id: 'resend', name: 'Resend', kind: 'email' },
  rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().emails.send()' }],
};
