import type { TechnologyPack } from './pack.ts';

/** Google's client of its own services: requests signed for them, tokens exchanged with them. An identity token is checked here, with keys that are kept. */
export const googleAuth: TechnologyPack = {
  id: 'google-auth',
  packages: ['google-auth-library'],
  service: { id: 'google', name: 'Google', kind: 'authentication' },
  rules: [
    { on: '**.verifyIdToken()', does: { kind: 'cpu', work: 'token-verify' }, example: 'new().verifyIdToken()' },
    {
      on: '**.{request,fetch,getToken,getTokenInfo,revokeToken,refreshAccessToken}()',
      does: { kind: 'call' },
      example: 'new().request()',
    },
  ],
  harmless: true,
};
