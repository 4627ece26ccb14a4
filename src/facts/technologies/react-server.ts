import type { TechnologyPack } from './pack.ts';

/** Renders React components to text: the slowest of templates. */
export const reactServer: TechnologyPack = {
  id: 'react-server',
  packages: ['react-dom', '@react-email/render', '@react-email/components', 'preact-render-to-string', 'vue', 'svelte'],
  rules: [
    {
      on: '**.{renderToString,renderToStaticMarkup,renderToPipeableStream,renderToReadableStream,render,renderAsync}()',
      does: { kind: 'cpu', work: 'template' },
      example: 'renderToString()',
    },
  ],
  harmless: true,
};
