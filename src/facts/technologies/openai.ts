import type { TechnologyPack } from './pack.ts';

export const openai: TechnologyPack = {
  id: 'openai',
  packages: ['openai'],
  service: { id: 'openai', name: 'OpenAI', kind: 'ai' },
  timeout: { option: 'timeout', unit: 0.001 },
  rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().chat.completions.create()' }],
};
