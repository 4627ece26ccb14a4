import type { TechnologyPack } from './pack.ts';

/** Archives: compression on the event loop, but for the streams of zlib. */
export const archives: TechnologyPack = {
  id: 'archives',
  packages: ['archiver', 'jszip', 'adm-zip', 'unzipper', 'tar', 'yazl', 'yauzl'],
  rules: [
    {
      on: '**.{generateAsync,finalize,toBuffer,extractAllTo,loadAsync,create,extract,buffer}()',
      does: { kind: 'cpu', work: 'compression', asynchronous: true },
      example: 'new().generateAsync()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().file()' },
    { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
  ],
};
