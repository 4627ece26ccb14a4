import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const s3: ServiceKnowledge = {
  id: 's3',
  name: 'Amazon S3',
  kind: 'storage',
  packages: ['@aws-sdk/client-s3', 'aws-sdk', 'multer-s3'],
  hosts: ['s3.amazonaws.com', 's3.eu-west-3.amazonaws.com', 's3.eu-west-1.amazonaws.com'],
  figures: [
    {
      id: 'D041',
      subject: 'Amazon S3',
      property: 'request rate per prefix',
      value: '3,500 PUT/COPY/POST/DELETE; 5,500 GET/HEAD',
      unit: 'per second',
      plan: 'all',
      source: 'https://github.com/awsdocs/amazon-s3-userguide/blob/cc53dd6/doc_source/optimizing-performance.md',
      date: '2023-06-15',
      confidence: 'official',
    },
    {
      id: 'D058',
      subject: 'Amazon S3',
      property: 'npm packages',
      value: '@aws-sdk/client-s3, aws-sdk, multer-s3',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-storage' },
  rateLimits: [{ scope: 'prefix', perSecond: { low: 3500, typical: 3500, high: 5500, facts: ['D041'] } }],
  quotas: [],
  plans: [],
  highlights: ['D041'],
};
