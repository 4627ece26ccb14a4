import type { TechnologyPack } from './pack.ts';

export const nodeZlib: TechnologyPack = {
  id: 'node-zlib',
  packages: ['zlib'],
  rules: [
    {
      on: '**.{gzipSync,gunzipSync,deflateSync,inflateSync,brotliCompressSync,brotliDecompressSync}()',
      does: { kind: 'cpu', work: 'compression' },
      example: 'gzipSync()',
    },
    {
      on: '**.{gzip,gunzip,deflate,inflate,brotliCompress,brotliDecompress}()',
      does: { kind: 'thread', work: 'compression' },
      example: 'gzip()',
    },
  ],
  harmless: true,
};
