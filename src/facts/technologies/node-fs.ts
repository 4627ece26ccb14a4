import type { TechnologyPack } from './pack.ts';

export const nodeFs: TechnologyPack = {
  id: 'node-fs',
  packages: ['fs', 'fs-extra', 'graceful-fs'],
  rules: [
    {
      on: '**.{readFileSync,writeFileSync,existsSync,readdirSync,statSync,mkdirSync,unlinkSync,appendFileSync,copyFileSync,rmSync,accessSync}()',
      does: { kind: 'cpu', work: 'file-sync' },
      example: 'readFileSync()',
    },
    { on: '**.*()', does: { kind: 'thread', work: 'file' }, example: 'promises.readFile()' },
  ],
};
