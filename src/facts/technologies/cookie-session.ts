import type { TechnologyPack } from './pack.ts';

export const cookieSession: TechnologyPack = {
  id: 'cookie-session',
  packages: ['cookie-session', 'iron-session'],
  rules: [
    { on: '{,getIronSession}()', does: { kind: 'mark', name: 'cookie-sessions' }, gives: 'client', example: '()' },
  ],
  harmless: true,
};
