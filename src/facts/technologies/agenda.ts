import type { TechnologyPack } from './pack.ts';

/** Jobs kept in MongoDB. */
export const agenda: TechnologyPack = {
  id: 'agenda',
  packages: ['agenda', 'bree', 'toad-scheduler'],
  rules: [
    {
      on: '**.define()',
      does: { kind: 'background', trigger: 'queue', callback: 1, inProcess: true },
      example: 'new().define()',
    },
  ],
  harmless: true,
};
