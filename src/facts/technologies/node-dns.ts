import type { TechnologyPack } from './pack.ts';

export const nodeDns: TechnologyPack = {
  id: 'node-dns',
  packages: ['dns'],
  rules: [
    { on: '**.{lookup,resolve,resolve4,resolveMx}()', does: { kind: 'thread', work: 'dns' }, example: 'lookup()' },
  ],
  harmless: true,
};
