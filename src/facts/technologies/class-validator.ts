import type { TechnologyPack } from './pack.ts';

/** Validates instances by the decorators of their classes. */
export const classValidator: TechnologyPack = {
  id: 'class-validator',
  packages: ['class-validator'],
  rules: [
    {
      on: '{validate,validateOrReject,validateSync}()',
      does: { kind: 'cpu', work: 'validation' },
      example: 'validate()',
    },
  ],
  harmless: true,
};
