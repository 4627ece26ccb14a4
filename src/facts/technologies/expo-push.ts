import type { TechnologyPack } from './pack.ts';

/** Expo push notifications. */
export const expoPush: TechnologyPack = {
  id: 'expo-push',
  packages: ['expo-server-sdk'],
  service: { id: 'expo-push', name: 'Expo Push', kind: 'push' },
  rules: [
    {
      on: '**.{sendPushNotificationsAsync,getPushNotificationReceiptsAsync}()',
      does: { kind: 'call' },
      example: 'new().sendPushNotificationsAsync()',
    },
  ],
  harmless: true,
};
