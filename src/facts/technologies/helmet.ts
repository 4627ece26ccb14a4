import type { TechnologyPack } from './pack.ts';

export const helmet: TechnologyPack = {
  id: 'helmet',
  packages: ['helmet'],
  rules: [{ on: '{,helmet}()', does: { kind: 'mark', name: 'helmet' }, gives: 'client', example: '()' }],
  harmless: true,
};
