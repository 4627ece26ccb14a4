import type { TechnologyPack } from './pack.ts';

/** Signs addresses of objects that the client then reads itself: no call to the storage. */
export const s3Presigner: TechnologyPack = {
  id: 's3-presigner',
  packages: ['@aws-sdk/s3-request-presigner', '@aws-sdk/s3-presigned-post', '@aws-sdk/cloudfront-signer'],
  rules: [
    {
      on: '{getSignedUrl,createPresignedPost}()',
      does: { kind: 'cpu', work: 'token-sign', asynchronous: true },
      example: 'getSignedUrl()',
    },
  ],
  harmless: true,
};
