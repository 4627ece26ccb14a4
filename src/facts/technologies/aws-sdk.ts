import type { TechnologyPack } from './pack.ts';

/** The AWS SDK of before, all services in one package. */
export const awsSdk: TechnologyPack = {
  id: 'aws-sdk',
  packages: ['aws-sdk', 'multer-s3', 'minio', '@aws-sdk/lib-storage'],
  service: { id: 's3', name: 'Amazon S3', kind: 'storage' },
  rules: [
    {
      on: '**.{getSignedUrl,getSignedUrlPromise,presignedGetObject,presignedPutObject,presignedUrl,createPresignedPost}()',
      does: { kind: 'cpu', work: 'token-sign' },
      example: 'S3.new().getSignedUrl()',
    },
    { on: '**.promise()', does: { kind: 'nothing' }, example: 'S3.new().putObject().promise()' },
    { on: 'new().*()', does: { kind: 'call' }, gives: 'client', example: 'new().putObject()' },
  ],
  harmless: true,
};
