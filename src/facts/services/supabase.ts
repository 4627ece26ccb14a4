import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const supabase: ServiceKnowledge = {
  id: 'supabase',
  name: 'Supabase',
  kind: 'other',
  packages: ['@supabase/supabase-js'],
  hosts: [],
  figures: [],
  latency: { low: 0.03, typical: 0.08, high: 0.3, facts: [], reason: 'reason.latency-hosted-data' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
