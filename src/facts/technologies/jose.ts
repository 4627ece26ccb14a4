import type { TechnologyPack } from './pack.ts';

export const jose: TechnologyPack = {
  id: 'jose',
  packages: ['jose'],
  rules: [
    { on: '**.sign()', does: { kind: 'cpu', work: 'token-sign' }, example: 'SignJWT.new().sign()' },
    { on: '{jwtVerify,compactVerify}()', does: { kind: 'cpu', work: 'token-verify' }, example: 'jwtVerify()' },
  ],
  harmless: true,
};
