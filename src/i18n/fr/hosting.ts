import type { Text } from '../catalogue.ts';
import type { hosting as english } from '../en/hosting.ts';

export const hosting: Record<keyof typeof english, Text> = {
  'hosting.none': () => 'aucune configuration d’hébergement n’a été trouvée dans le projet',
};
