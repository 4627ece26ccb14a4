import type { TechnologyPack } from './pack.ts';

export const expressValidator: TechnologyPack = {
  id: 'express-validator',
  packages: ['express-validator'],
  rules: [{ on: '**.validationResult()', does: { kind: 'cpu', work: 'validation' }, example: 'validationResult()' }],
  harmless: true,
};
