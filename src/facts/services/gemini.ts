import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const gemini: ServiceKnowledge = {
  id: 'gemini',
  name: 'Google Gemini',
  kind: 'ai',
  packages: ['@google/genai', '@google/generative-ai'],
  hosts: ['generativelanguage.googleapis.com'],
  figures: [],
  latency: { low: 1, typical: 3, high: 15, facts: [], reason: 'reason.latency-ai' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
