import type { TechnologyPack } from './pack.ts';

export const replitObjectStorage: TechnologyPack = {
  id: 'replit-object-storage',
  packages: ['@replit/object-storage'],
  service: { id: 'replit-object-storage', name: 'Replit App Storage', kind: 'storage' },
  rules: [{ on: 'new().*()', does: { kind: 'call' }, example: 'new().downloadAsBytes()' }],
};
