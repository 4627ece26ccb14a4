import type { TechnologyPack } from './pack.ts';

export const supabase: TechnologyPack = {
  id: 'supabase',
  packages: ['@supabase/supabase-js', '@supabase/ssr'],
  service: { id: 'supabase', name: 'Supabase', kind: 'other' },
  rules: [
    {
      on: '{createClient,createServerClient}()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'createClient()',
    },
    {
      on: '{createClient,createServerClient}().{auth,storage}.**.*()',
      does: { kind: 'call' },
      example: 'createClient().auth.getUser()',
    },
  ],
  harmless: true,
};
