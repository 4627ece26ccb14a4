import type { TechnologyPack } from './pack.ts';

export const jimp: TechnologyPack = {
  id: 'jimp',
  packages: ['jimp', 'canvas', '@napi-rs/canvas', 'skia-canvas', 'node-vibrant'],
  rules: [
    {
      on: '**.{read,getBufferAsync,getBuffer,toBuffer,writeAsync,loadImage}()',
      does: { kind: 'cpu', work: 'image' },
      example: 'read()',
    },
  ],
  harmless: true,
};
