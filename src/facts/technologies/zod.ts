import type { TechnologyPack } from './pack.ts';

export const zod: TechnologyPack = {
  id: 'zod',
  packages: ['zod', 'drizzle-zod', 'yup', 'joi', 'valibot', 'superstruct'],
  rules: [
    {
      on: '**.{parse,parseAsync,safeParse,safeParseAsync,validate,validateSync,validateAsync}()',
      does: { kind: 'cpu', work: 'validation' },
      gives: 0,
      example: 'object().parse()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'string().email()' },
  ],
};
