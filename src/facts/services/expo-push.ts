import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const expoPush: ServiceKnowledge = {
  id: 'expo-push',
  name: 'Expo Push',
  kind: 'push',
  packages: ['expo-server-sdk'],
  hosts: ['exp.host'],
  figures: [],
  latency: { low: 0.05, typical: 0.15, high: 0.5, facts: [], reason: 'reason.latency-push' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
