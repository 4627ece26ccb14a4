import type { TechnologyPack } from './pack.ts';

export const sqs: TechnologyPack = {
  id: 'sqs',
  packages: ['@aws-sdk/client-sqs', '@aws-sdk/client-sns'],
  service: { id: 'sqs', name: 'Amazon SQS', kind: 'queue' },
  rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
  harmless: true,
};
