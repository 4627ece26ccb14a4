import type { TechnologyPack } from './pack.ts';

/** Schemas of JSON written in TypeScript. */
export const typebox: TechnologyPack = {
  id: 'typebox',
  packages: ['@sinclair/typebox', 'typebox', 'arktype', 'ow', 'vest', 'io-ts'],
  rules: [
    {
      on: '**.{Check,Decode,Parse,assert,decode}()',
      does: { kind: 'cpu', work: 'validation' },
      example: 'Value.Check()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'Type.Object()' },
  ],
};
