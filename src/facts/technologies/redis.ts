import type { TechnologyPack } from './pack.ts';

export const redis: TechnologyPack = {
  id: 'redis',
  packages: ['ioredis', 'redis', '@upstash/redis', '@redis/client', 'iovalkey', '@valkey/valkey-glide'],
  service: { id: 'redis', name: 'Redis', kind: 'cache' },
  rules: [
    {
      on: '{new(),createClient()}.{on,once,duplicate,defineCommand,pipeline,multi}()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'new().on()',
    },
    { on: '{createClient,fromEnv}()', does: { kind: 'nothing' }, gives: 'client', example: 'createClient()' },
    {
      on: '{new(),createClient()}.{connect,disconnect,quit}()',
      does: { kind: 'nothing' },
      example: 'createClient().connect()',
    },
    { on: '{new(),createClient()}.**.*()', does: { kind: 'call' }, gives: 'state', example: 'new().get()' },
  ],
};
