import type { TechnologyPack } from './pack.ts';

export const nodeCrypto: TechnologyPack = {
  id: 'node-crypto',
  packages: ['crypto'],
  rules: [
    { on: '{scrypt,pbkdf2}()', does: { kind: 'thread', work: 'hash' }, example: 'scrypt()' },
    { on: '{scryptSync,pbkdf2Sync}()', does: { kind: 'cpu', work: 'hash' }, example: 'scryptSync()' },
  ],
  harmless: true,
};
