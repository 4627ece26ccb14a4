import type { TechnologyPack } from './pack.ts';

export const meilisearch: TechnologyPack = {
  id: 'meilisearch',
  packages: ['meilisearch'],
  service: { id: 'meilisearch', name: 'Meilisearch', kind: 'other' },
  timeout: { option: 'timeout', unit: 0.001 },
  rules: [
    { on: 'new().index()', does: { kind: 'nothing' }, gives: 'client', example: 'new().index()' },
    { on: 'new().**.*()', does: { kind: 'call' }, example: 'new().index().search()' },
  ],
};
