import type { TechnologyPack } from './pack.ts';

/** The API of Apple's App Store: what was bought, and whether it still holds. */
export const appStore: TechnologyPack = {
  id: 'app-store',
  packages: ['@apple/app-store-server-library'],
  service: { id: 'app-store', name: 'App Store', kind: 'payments' },
  rules: [
    {
      on: 'AppStoreServerAPIClient.new().*()',
      does: { kind: 'call' },
      example: 'AppStoreServerAPIClient.new().getTransactionInfo()',
    },
  ],
  harmless: true,
};
