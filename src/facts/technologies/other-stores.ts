import type { TechnologyPack } from './pack.ts';

/** Stores of sessions and of counters. */
export const otherStores: TechnologyPack = {
  id: 'other-stores',
  packages: ['connect-mongodb-session', 'session-file-store', 'express-mysql-session', 'rate-limit-redis'],
  rules: [{ on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' }],
  harmless: true,
};
