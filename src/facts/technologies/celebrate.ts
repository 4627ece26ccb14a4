import type { TechnologyPack } from './pack.ts';

/** Middleware that validates a request with Joi. */
export const celebrate: TechnologyPack = {
  id: 'celebrate',
  packages: ['celebrate'],
  rules: [
    { on: 'celebrate()', does: { kind: 'nothing' }, gives: 'client', example: 'celebrate()' },
    { on: 'celebrate().()', does: { kind: 'cpu', work: 'validation' }, example: 'celebrate().()' },
    {
      on: 'Joi.**.{validate,validateAsync}()',
      does: { kind: 'cpu', work: 'validation' },
      gives: 0,
      example: 'Joi.object().validate()',
    },
    { on: 'Joi.**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'Joi.string().email()' },
  ],
  harmless: true,
};
