import type { Figure } from '../../model/knowledge.ts';

/** Figures about platforms that no configuration file lets us recognise yet, kept for whoever adds them. */
export const otherPlatforms: readonly Figure[] = [
  {
    id: 'A154',
    subject: 'AWS App Runner',
    property: 'availability',
    value: 'closed to new customers from 2026-04-30 (an earlier notice said 2026-03-31)',
    source: 'https://docs.aws.amazon.com/apprunner/',
    date: '2026-11-22',
    confidence: 'official',
  },
  {
    id: 'A155',
    subject: 'AWS App Runner',
    property: 'concurrency and size defaults',
    value: null,
    source: 'looked for, not found',
    date: '2026-11-22',
    confidence: 'not found',
    note: 'apprunner.yaml identifies it; MaxConcurrency is believed to default to 100',
  },
  {
    id: 'A162',
    subject: 'Scaleway Serverless Containers',
    property: 'concurrency max',
    value: 80,
    unit: 'requests per instance',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A163',
    subject: 'Scaleway Serverless Containers',
    property: 'max scale',
    value: 50,
    unit: 'instances per container',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A164',
    subject: 'Scaleway Serverless Containers',
    property: 'CPU',
    value: '70-6000 (default 1000)',
    unit: 'mvCPU',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A165',
    subject: 'Scaleway Serverless Containers',
    property: 'memory',
    value: '128-12228 (default 2048)',
    unit: 'MB',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A166',
    subject: 'Scaleway Serverless Containers',
    property: 'scale to zero after',
    value: 15,
    unit: 'minutes',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A167',
    subject: 'Scaleway Serverless Containers',
    property: 'scale down after',
    value: 30,
    unit: 'seconds',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A168',
    subject: 'Scaleway Serverless Containers',
    property: 'request timeout',
    value: '10 s to 60 min',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A169',
    subject: 'Scaleway Serverless Containers',
    property: 'invocation rate',
    value: 5000,
    unit: 'per second',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A170',
    subject: 'Scaleway Serverless Containers',
    property: 'blocked outbound ports',
    value: '25, 465',
    source:
      'https://github.com/scaleway/docs-content/blob/HEAD/pages/serverless-containers/reference-content/containers-limitations.mdx',
    date: '2025-09-17',
    confidence: 'official',
  },
  {
    id: 'A179',
    subject: 'OVHcloud',
    property: 'PaaS limits and prices',
    value: null,
    source: 'looked for, not found',
    date: '2026-11-22',
    confidence: 'not found',
    note: 'a VPS or a Public Cloud machine has no platform limit of concurrency',
  },
];
