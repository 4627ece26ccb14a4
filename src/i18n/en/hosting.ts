import type { Catalogue } from '../catalogue.ts';

export const hosting = {
  'hosting.none': () => 'no hosting configuration was found in the project',
} satisfies Catalogue;
