import type { TechnologyPack } from './pack.ts';

export const cors: TechnologyPack = {
  id: 'cors',
  packages: ['cors'],
  rules: [{ on: '()', does: { kind: 'mark', name: 'cors' }, gives: 'client', example: '()' }],
  harmless: true,
};
