import type { TechnologyPack } from './pack.ts';

/** SMTP2GO. */
export const smtp2go: TechnologyPack = {
  id: 'smtp2go',
  packages: ['smtp2go-nodejs'],
  service: { id: 'smtp2go', name: 'SMTP2GO', kind: 'email' },
  rules: [{ on: '**.{consume,send}()', does: { kind: 'call' }, example: 'new().send()' }],
  harmless: true,
};
