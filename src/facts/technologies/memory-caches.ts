import type { TechnologyPack } from './pack.ts';

export const memoryCaches: TechnologyPack = {
  id: 'memory-caches',
  packages: ['node-cache', 'lru-cache', 'memory-cache', 'quick-lru', '@isaacs/ttlcache', 'tiny-lru', 'mnemonist'],
  rules: [{ on: '**.{get,peek,mget,take}()', does: { kind: 'nothing' }, gives: 'state', example: 'new().get()' }],
  memory: {
    lookup: ['get', 'peek', 'mget', 'take', 'has'],
    change: ['set', 'mset', 'put', 'del', 'delete', 'take', 'flushAll', 'clear', 'reset', 'ttl'],
  },
  harmless: true,
};
