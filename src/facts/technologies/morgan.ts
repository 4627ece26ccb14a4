import type { TechnologyPack } from './pack.ts';

export const morgan: TechnologyPack = {
  id: 'morgan',
  packages: ['morgan', 'pino-http', 'express-winston'],
  rules: [
    { on: '{,pinoHttp,logger}()', does: { kind: 'mark', name: 'request-log' }, gives: 'client', example: '()' },
    { on: '{,pinoHttp,logger}().()', does: { kind: 'cpu', work: 'log-line' }, example: '().()' },
  ],
  harmless: true,
};
