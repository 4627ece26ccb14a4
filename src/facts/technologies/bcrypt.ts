import type { TechnologyPack } from './pack.ts';

export const bcrypt: TechnologyPack = {
  id: 'bcrypt',
  packages: ['bcrypt', '@node-rs/bcrypt'],
  rules: [
    { on: 'hash()', does: { kind: 'thread', work: 'hash', rounds: { argument: 1, assumed: 10 } }, example: 'hash()' },
    {
      on: 'compare()',
      does: { kind: 'thread', work: 'hash', rounds: { argument: -1, fromHashes: true, assumed: 10 } },
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
