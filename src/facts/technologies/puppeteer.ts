import type { TechnologyPack } from './pack.ts';

/** A browser beside the server: it draws pages in processes of its own, on the same processors. */
export const puppeteer: TechnologyPack = {
  id: 'puppeteer',
  packages: ['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core', 'html-pdf', 'html-pdf-node'],
  rules: [
    {
      on: '**.{pdf,screenshot,generatePdf}()',
      does: { kind: 'cpu', work: 'pdf', asynchronous: true },
      example: 'launch().newPage().pdf()',
    },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'launch()' },
  ],
};
