import type { TechnologyPack } from './pack.ts';

export const axios: TechnologyPack = {
  id: 'axios',
  packages: ['axios', 'got', 'node-fetch', 'undici', 'ky', 'superagent'],
  rules: [{ on: '**.{create,extend,defaults}()', does: { kind: 'nothing' }, gives: 'client', example: 'create()' }],
};
