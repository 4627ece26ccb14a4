import type { TechnologyPack } from './pack.ts';

export const postmark: TechnologyPack = {
  id: 'postmark',
  packages: ['postmark'],
  service: { id: 'postmark', name: 'Postmark', kind: 'email' },
  rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().sendEmail()' }],
};
