import type { TechnologyPack } from './pack.ts';

export const zod: TechnologyPack = {
  id: 'zod',
  packages: ['zod', 'drizzle-zod', '@hono/zod-openapi', 'yup', 'joi', 'valibot', 'superstruct'],
  rules: [
    {
      on: '**.{parse,parseAsync,safeParse,safeParseAsync,validate,validateSync,validateAsync}()',
      does: { kind: 'cpu', work: 'validation' },
      gives: 0,
      functions: 'run',
      example: 'object().parse()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', functions: 'keep', example: 'string().email()' },
  ],
};
