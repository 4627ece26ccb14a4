import type { TechnologyPack } from './pack.ts';

/** Web push: one call to the browser’s own service for each notification. */
export const webPush: TechnologyPack = {
  id: 'web-push',
  packages: ['web-push'],
  service: { id: 'web-push', name: 'Web Push', kind: 'push' },
  rules: [{ on: 'sendNotification()', does: { kind: 'call' }, example: 'sendNotification()' }],
  harmless: true,
};
