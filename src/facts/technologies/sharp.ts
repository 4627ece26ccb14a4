import type { TechnologyPack } from './pack.ts';

export const sharp: TechnologyPack = {
  id: 'sharp',
  packages: ['sharp'],
  rules: [
    {
      on: '**.{toBuffer,toFile,metadata,stats}()',
      does: { kind: 'thread', work: 'image' },
      example: '().resize().toBuffer()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: '().resize()' },
    { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
  ],
};
