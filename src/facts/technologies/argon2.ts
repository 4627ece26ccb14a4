import type { TechnologyPack } from './pack.ts';

export const argon2: TechnologyPack = {
  id: 'argon2',
  packages: ['argon2', '@node-rs/argon2'],
  rules: [{ on: '{hash,verify}()', does: { kind: 'thread', work: 'hash' }, example: 'verify()' }],
};
