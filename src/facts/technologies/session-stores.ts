import type { TechnologyPack } from './pack.ts';

export const sessionStores: TechnologyPack = {
  id: 'session-stores',
  packages: [
    'connect-pg-simple',
    'memorystore',
    'connect-redis',
    'connect-mongo',
    'connect-session-sequelize',
    'connect-typeorm',
  ],
  rules: [{ on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' }],
  harmless: true,
};
