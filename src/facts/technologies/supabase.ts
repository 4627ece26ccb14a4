import type { TechnologyPack } from './pack.ts';

export const supabase: TechnologyPack = {
  id: 'supabase',
  packages: ['@supabase/supabase-js'],
  service: { id: 'supabase', name: 'Supabase', kind: 'other' },
  rules: [
    { on: 'createClient()', does: { kind: 'nothing' }, gives: 'client', example: 'createClient()' },
    { on: 'createClient().{rpc,from}()', does: { kind: 'call' }, example: 'createClient().from()' },
    { on: 'createClient().{auth,storage}.**.*()', does: { kind: 'call' }, example: 'createClient().auth.getUser()' },
  ],
  harmless: true,
};
