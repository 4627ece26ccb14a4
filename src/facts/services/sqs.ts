import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const sqs: ServiceKnowledge = {
  id: 'sqs',
  name: 'Amazon SQS',
  kind: 'queue',
  packages: ['@aws-sdk/client-sqs', '@aws-sdk/client-sns'],
  hosts: [],
  figures: [],
  latency: { low: 0.01, typical: 0.03, high: 0.1, facts: [], reason: 'reason.latency-queue' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
