import type { TechnologyPack } from './pack.ts';

export const ses: TechnologyPack = {
  id: 'ses',
  packages: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2'],
  service: { id: 'ses', name: 'Amazon SES', kind: 'email' },
  rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
  harmless: true,
};
