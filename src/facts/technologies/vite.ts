import type { TechnologyPack } from './pack.ts';

export const vite: TechnologyPack = {
  id: 'vite',
  packages: ['vite', '@vitejs/plugin-react', 'swagger-ui-express', 'swagger-jsdoc'],
  rules: [],
  harmless: true,
};
