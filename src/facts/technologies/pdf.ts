import type { TechnologyPack } from './pack.ts';

export const pdf: TechnologyPack = {
  id: 'pdf',
  packages: ['pdfkit', 'pdf-lib', 'pdfmake', 'jspdf'],
  rules: [
    { on: '**.{end,save,output,createPdfKitDocument}()', does: { kind: 'cpu', work: 'pdf' }, example: 'new().end()' },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().text()' },
  ],
};
