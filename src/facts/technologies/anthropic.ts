import type { TechnologyPack } from './pack.ts';

export const anthropic: TechnologyPack = {
  id: 'anthropic',
  packages: ['@anthropic-ai/sdk'],
  service: { id: 'anthropic', name: 'Anthropic', kind: 'ai' },
  timeout: { option: 'timeout', unit: 0.001 },
  rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().messages.create()' }],
};
