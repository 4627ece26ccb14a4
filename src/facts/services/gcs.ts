import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const gcs: ServiceKnowledge = {
  id: 'gcs',
  name: 'Google Cloud Storage',
  kind: 'storage',
  packages: ['@google-cloud/storage'],
  hosts: ['storage.googleapis.com'],
  figures: [
    {
      id: 'D042',
      subject: 'Google Cloud Storage',
      property: 'initial request rate',
      value: 'about 1,000 writes/s and 5,000 reads/s per bucket',
      unit: 'per second',
      source: 'https://cloud.google.com/storage/docs/request-rate',
      date: '2026-11-22',
      confidence: 'inferred',
      note: 'not verified',
    },
    {
      id: 'D059',
      subject: 'Google Cloud Storage',
      property: 'npm packages',
      value: '@google-cloud/storage',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-storage' },
  rateLimits: [{ scope: 'bucket', perSecond: { low: 1000, typical: 1000, high: 5000, facts: ['D042'] } }],
  quotas: [],
  plans: [],
  highlights: ['D042'],
};
