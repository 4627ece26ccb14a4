import type { TechnologyPack } from './pack.ts';

export const bodyParser: TechnologyPack = { id: 'body-parser', packages: ['body-parser'], rules: [], harmless: true };
