import type { TechnologyPack } from './pack.ts';

/** Signs and checks tokens with fewer features than jsonwebtoken. */
export const jwtSimple: TechnologyPack = {
  id: 'jwt-simple',
  packages: ['jwt-simple', 'fast-jwt', 'paseto'],
  rules: [
    { on: '{encode,sign}()', does: { kind: 'cpu', work: 'token-sign' }, example: 'encode()' },
    { on: '{decode,verify}()', does: { kind: 'cpu', work: 'token-verify' }, example: 'decode()' },
    { on: 'create{Signer,Verifier,Decoder}()', does: { kind: 'nothing' }, gives: 'client', example: 'createSigner()' },
    { on: 'createSigner().()', does: { kind: 'cpu', work: 'token-sign' }, example: 'createSigner().()' },
    {
      on: 'create{Verifier,Decoder}().()',
      does: { kind: 'cpu', work: 'token-verify' },
      example: 'createVerifier().()',
    },
  ],
};
