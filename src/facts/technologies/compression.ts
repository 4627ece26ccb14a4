import type { TechnologyPack } from './pack.ts';

export const compression: TechnologyPack = {
  id: 'compression',
  packages: ['compression', 'shrink-ray-current'],
  rules: [
    { on: '()', does: { kind: 'mark', name: 'compression' }, gives: 'client', example: '()' },
    { on: '().()', does: { kind: 'cpu', work: 'compression' }, example: '().()' },
  ],
};
