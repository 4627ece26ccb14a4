import type { TechnologyPack } from './pack.ts';

export const jsonwebtoken: TechnologyPack = {
  id: 'jsonwebtoken',
  packages: ['jsonwebtoken'],
  rules: [
    { on: 'sign()', does: { kind: 'cpu', work: 'token-sign' }, example: 'sign()' },
    { on: 'verify()', does: { kind: 'cpu', work: 'token-verify' }, example: 'verify()' },
    { on: 'decode()', does: { kind: 'nothing' }, example: 'decode()' },
  ],
};
