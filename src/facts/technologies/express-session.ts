import type { TechnologyPack } from './pack.ts';

export const expressSession: TechnologyPack = {
  id: 'express-session',
  packages: ['express-session'],
  rules: [{ on: '()', does: { kind: 'mark', name: 'sessions' }, gives: 'client', example: '()' }],
  harmless: true,
};
