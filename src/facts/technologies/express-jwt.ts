import type { TechnologyPack } from './pack.ts';

/** Middleware that checks the token of a request when it is crossed. */
export const expressJwt: TechnologyPack = {
  id: 'express-jwt',
  packages: ['express-jwt', 'koa-jwt', 'express-oauth2-jwt-bearer'],
  rules: [
    { on: '{,expressjwt,jwt,auth}()', does: { kind: 'nothing' }, gives: 'client', example: 'expressjwt()' },
    { on: '{,expressjwt,jwt,auth}().()', does: { kind: 'cpu', work: 'token-verify' }, example: 'expressjwt().()' },
  ],
  harmless: true,
};
