import type { TechnologyPack } from './pack.ts';

export const cookies: TechnologyPack = {
  id: 'cookies',
  packages: [
    'cookie-parser',
    'method-override',
    'connect-flash',
    'response-time',
    'serve-favicon',
    'csurf',
    'hpp',
    'xss-clean',
    'express-mongo-sanitize',
    'connect-timeout',
  ],
  rules: [],
  harmless: true,
};
