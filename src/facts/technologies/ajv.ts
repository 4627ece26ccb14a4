import type { TechnologyPack } from './pack.ts';

/** Compiles a JSON schema once into a function that validates. */
export const ajv: TechnologyPack = {
  id: 'ajv',
  packages: ['ajv'],
  rules: [
    { on: '**.{compile,getSchema}()', does: { kind: 'nothing' }, gives: 'client', example: 'new().compile()' },
    { on: '**.{compile,getSchema}().()', does: { kind: 'cpu', work: 'validation' }, example: 'new().compile().()' },
    { on: '**.validate()', does: { kind: 'cpu', work: 'validation' }, example: 'new().validate()' },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().addKeyword()' },
  ],
};
