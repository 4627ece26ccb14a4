import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const redis: ServiceKnowledge = {
  id: 'redis',
  name: 'Redis',
  kind: 'cache',
  packages: ['ioredis', 'redis', '@redis/client', '@upstash/redis'],
  hosts: [],
  figures: [],
  latency: { low: 0.0005, typical: 0.001, high: 0.005, facts: [], reason: 'reason.latency-cache' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
