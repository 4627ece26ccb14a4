import type { TechnologyPack } from './pack.ts';

export const nodeCron: TechnologyPack = {
  id: 'node-cron',
  packages: ['node-cron', 'cron', 'node-schedule', 'croner'],
  rules: [
    {
      on: '{schedule,scheduleJob}()',
      does: { kind: 'background', trigger: 'cron', callback: 1, inProcess: true },
      example: 'schedule()',
    },
    {
      on: '{CronJob,Cron}.new()',
      does: { kind: 'background', trigger: 'cron', callback: 1, inProcess: true },
      example: 'CronJob.new()',
    },
    { on: 'new()', does: { kind: 'background', trigger: 'cron', callback: 1, inProcess: true }, example: 'new()' },
  ],
  harmless: true,
};
