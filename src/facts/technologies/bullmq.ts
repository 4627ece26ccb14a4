import type { TechnologyPack } from './pack.ts';

export const bullmq: TechnologyPack = {
  id: 'bullmq',
  packages: ['bullmq', 'bull', 'bee-queue'],
  service: { id: 'redis', name: 'Redis', kind: 'cache' },
  rules: [
    {
      on: 'Worker.new()',
      does: { kind: 'background', trigger: 'queue', callback: 1, inProcess: true },
      gives: 'client',
      example: 'Worker.new()',
    },
    {
      on: '**.process()',
      does: { kind: 'background', trigger: 'queue', callback: 0, inProcess: true },
      example: 'new().process()',
    },
    { on: '**.{add,addBulk,createJob}()', does: { kind: 'call' }, example: 'Queue.new().add()' },
  ],
  harmless: true,
};
