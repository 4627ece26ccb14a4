import type { TechnologyPack } from './pack.ts';

export const gcs: TechnologyPack = {
  id: 'gcs',
  packages: ['@google-cloud/storage'],
  service: { id: 'gcs', name: 'Google Cloud Storage', kind: 'storage' },
  rules: [
    { on: 'new().{bucket,bucket().file}()', does: { kind: 'nothing' }, gives: 'client', example: 'new().bucket()' },
    {
      on: 'new().**.{createReadStream,createWriteStream}()',
      does: { kind: 'call', stream: true },
      example: 'new().bucket().file().createReadStream()',
    },
    {
      on: 'new().**.getSignedUrl()',
      does: { kind: 'cpu', work: 'token-sign', asynchronous: true },
      example: 'new().bucket().file().getSignedUrl()',
    },
    { on: 'new().**.*()', does: { kind: 'call' }, example: 'new().bucket().file().exists()' },
  ],
};
