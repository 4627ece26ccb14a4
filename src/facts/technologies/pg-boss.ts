import type { TechnologyPack } from './pack.ts';

/** Jobs are rows of the project's database: sending one is read by the evaluator. */
export const pgBoss: TechnologyPack = {
  id: 'pg-boss',
  packages: ['pg-boss'],
  rules: [
    {
      on: '**.work()',
      does: { kind: 'background', trigger: 'queue', callback: 1, inProcess: true },
      example: 'new().work()',
    },
  ],
  harmless: true,
};
