import type { TechnologyPack } from './pack.ts';

/** Workers: processor time that is not the event loop’s. */
export const workers: TechnologyPack = {
  id: 'workers',
  packages: ['worker_threads', 'piscina', 'workerpool', 'tinypool', 'threads'],
  rules: [
    {
      on: '**.{new,run,exec,pool}()',
      does: { kind: 'mark', name: 'workers' },
      gives: 'client',
      example: 'new().run()',
    },
  ],
  harmless: true,
};
