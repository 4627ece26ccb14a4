import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const openai: ServiceKnowledge = {
  id: 'openai',
  name: 'OpenAI',
  kind: 'ai',
  packages: ['openai'],
  hosts: ['api.openai.com'],
  figures: [
    {
      id: 'D052',
      subject: 'OpenAI',
      property: 'npm packages',
      value: 'openai',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
    {
      id: 'D066',
      subject: 'OpenAI',
      property: 'rate limits',
      value:
        'five dimensions (RPM, RPD, TPM, TPD, IPM), per model and per usage tier; RPM/TPM listed on each model page, not by tier in the guide',
      source: 'https://developers.openai.com/api/docs/guides/rate-limits',
      date: '2026-08-27',
      confidence: 'third party',
    },
    {
      id: 'D067',
      subject: 'OpenAI',
      property: 'commonly quoted tiers',
      value: 'Free 3 RPM; Tier 1 500 RPM',
      unit: 'requests per minute',
      plan: 'GPT-4-class',
      source: 'https://huggingface.co/datasets/gemmozero/ai-ratelimits-2026, public code',
      date: '2026-11-22',
      confidence: 'third party',
      note: 'not confirmed officially',
    },
  ],
  latency: { low: 1, typical: 3, high: 15, facts: [], reason: 'reason.latency-ai' },
  rateLimits: [
    { scope: 'account', perSecond: { low: 8.33, typical: 8.33, high: 8.33, facts: ['D067'] }, plan: 'tier 1' },
    { scope: 'account', perSecond: { low: 0.05, typical: 0.05, high: 0.05, facts: ['D067'] }, plan: 'free' },
  ],
  quotas: [],
  plans: [],
  highlights: ['D066', 'D067'],
};
