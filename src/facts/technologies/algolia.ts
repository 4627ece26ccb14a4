import type { TechnologyPack } from './pack.ts';

export const algolia: TechnologyPack = {
  id: 'algolia',
  packages: ['algoliasearch', '@algolia/client-search'],
  service: { id: 'algolia', name: 'Algolia', kind: 'other' },
  rules: [
    {
      on: '{,algoliasearch,searchClient,**.initIndex}()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'algoliasearch()',
    },
    {
      on: '**.{search,searchSingleIndex,searchForFacetValues,browse,getObject,getObjects,saveObject,saveObjects,partialUpdateObject,partialUpdateObjects,addOrUpdateObject,deleteObject,deleteObjects,deleteBy,batch,replaceAllObjects}()',
      does: { kind: 'call' },
      example: 'algoliasearch().initIndex().search()',
    },
  ],
  harmless: true,
};
