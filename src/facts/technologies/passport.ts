import type { TechnologyPack } from './pack.ts';

export const passport: TechnologyPack = {
  id: 'passport',
  packages: ['passport', 'passport-local', 'passport-jwt', 'passport-google-oauth20', 'openid-client'],
  rules: [],
  harmless: true,
};
