import type { TechnologyPack } from './pack.ts';

export const multer: TechnologyPack = {
  id: 'multer',
  packages: ['multer', 'express-fileupload', 'busboy', 'formidable'],
  rules: [
    { on: '().{single,array,fields,any,none}()', does: { kind: 'nothing' }, gives: 'client', example: '().single()' },
    {
      on: '().{single,array,fields,any,none}().()',
      does: { kind: 'thread', work: 'file' },
      example: '().single().()',
    },
  ],
  harmless: true,
};
