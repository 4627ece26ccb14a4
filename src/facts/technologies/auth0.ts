import type { TechnologyPack } from './pack.ts';

/** Auth0: its management and authentication calls; its middleware checks the token of the request. */
export const auth0: TechnologyPack = {
  id: 'auth0',
  packages: ['auth0', 'express-openid-connect', '@auth0/nextjs-auth0'],
  service: { id: 'auth0', name: 'Auth0', kind: 'authentication' },
  rules: [
    { on: 'auth()', does: { kind: 'mark', name: 'cookie-sessions' }, gives: 'client', example: 'auth()' },
    { on: 'auth().()', does: { kind: 'cpu', work: 'token-verify' }, example: 'auth().()' },
    {
      on: '{ManagementClient,AuthenticationClient}.new().**.*()',
      does: { kind: 'call' },
      example: 'ManagementClient.new().users.get()',
    },
  ],
  harmless: true,
};
