import type { TechnologyPack } from './pack.ts';

export const s3: TechnologyPack = {
  id: 's3',
  packages: ['@aws-sdk/client-s3'],
  service: { id: 's3', name: 'Amazon S3', kind: 'storage' },
  rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
  harmless: true,
};
