import type { TechnologyPack } from './pack.ts';

export const bcryptjs: TechnologyPack = {
  id: 'bcryptjs',
  packages: ['bcryptjs'],
  rules: [
    {
      on: 'hash()',
      does: { kind: 'cpu', work: 'hash', rounds: { argument: 1, assumed: 10 }, asynchronous: true },
      example: 'hash()',
    },
    {
      on: 'compare()',
      does: {
        kind: 'cpu',
        work: 'hash',
        rounds: { argument: -1, fromHashes: true, assumed: 10 },
        asynchronous: true,
      },
      example: 'compare()',
    },
    {
      on: 'hashSync()',
      does: { kind: 'cpu', work: 'hash', rounds: { argument: 1, assumed: 10 } },
      example: 'hashSync()',
    },
    {
      on: 'compareSync()',
      does: { kind: 'cpu', work: 'hash', rounds: { argument: -1, fromHashes: true, assumed: 10 } },
      example: 'compareSync()',
    },
    { on: '{genSalt,genSaltSync}()', does: { kind: 'nothing' }, gives: 0, example: 'genSalt()' },
  ],
};
