import type { TechnologyPack } from './pack.ts';

/** Templates of web pages and e-mails. */
export const markup: TechnologyPack = {
  id: 'markup',
  packages: ['eta', 'liquidjs', 'mjml', 'hbs', 'express-handlebars', 'marked', 'markdown-it', 'showdown'],
  rules: [
    {
      on: '**.{render,renderFile,renderString,renderStringAsync,parseAndRender,parseAndRenderSync,marked,parse,makeHtml}()',
      does: { kind: 'cpu', work: 'template' },
      example: 'new().render()',
    },
    { on: 'mjml2html()', does: { kind: 'cpu', work: 'template' }, example: 'mjml2html()' },
    { on: '()', does: { kind: 'cpu', work: 'template' }, example: '()' },
    { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().use()' },
  ],
};
