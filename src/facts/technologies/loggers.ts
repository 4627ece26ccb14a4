import type { TechnologyPack } from './pack.ts';

export const loggers: TechnologyPack = {
  id: 'loggers',
  packages: ['pino', 'winston', 'bunyan', 'loglevel', 'signale', 'consola'],
  rules: [
    {
      on: '**.{info,warn,error,debug,log,trace,fatal,http,verbose,success}()',
      does: { kind: 'cpu', work: 'log-line' },
      example: '().info()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'createLogger()' },
    { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
  ],
  harmless: true,
};
