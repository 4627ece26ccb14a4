import type { TechnologyPack } from './pack.ts';

export const clerk: TechnologyPack = {
  id: 'clerk',
  packages: ['@clerk/clerk-sdk-node', '@clerk/backend', '@clerk/express', '@clerk/nextjs'],
  service: { id: 'clerk', name: 'Clerk', kind: 'authentication' },
  rules: [
    { on: 'createClerkClient()', does: { kind: 'nothing' }, gives: 'client', example: 'createClerkClient()' },
    {
      on: '{clerkClient,createClerkClient()}.**.*()',
      does: { kind: 'call' },
      example: 'clerkClient.users.getUser()',
    },
    {
      on: '{requireAuth,clerkMiddleware,getAuth}()',
      does: { kind: 'cpu', work: 'token-verify' },
      example: 'getAuth()',
    },
  ],
  harmless: true,
};
