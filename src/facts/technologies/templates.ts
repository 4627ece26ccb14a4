import type { TechnologyPack } from './pack.ts';

export const templates: TechnologyPack = {
  id: 'templates',
  packages: ['ejs', 'pug', 'handlebars', 'mustache', 'nunjucks'],
  rules: [
    { on: '**.{render,renderFile,renderString}()', does: { kind: 'cpu', work: 'template' }, example: 'render()' },
    { on: '**.compile()', does: { kind: 'nothing' }, gives: 'client', example: 'compile()' },
    { on: '**.compile().()', does: { kind: 'cpu', work: 'template' }, example: 'compile().()' },
  ],
  harmless: true,
};
