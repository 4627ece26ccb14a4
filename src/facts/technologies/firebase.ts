import type { TechnologyPack } from './pack.ts';

export const firebase: TechnologyPack = {
  id: 'firebase',
  packages: ['firebase-admin'],
  service: { id: 'firebase', name: 'Firebase', kind: 'other' },
  rules: [
    {
      on: '**.{initializeApp,cert,applicationDefault,app,settings}()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'initializeApp()',
    },
    { on: '**.{verifyIdToken}()', does: { kind: 'cpu', work: 'token-verify' }, example: 'auth().verifyIdToken()' },
    {
      on: '**.{get,set,add,update,delete,send,sendEach,sendEachForMulticast,getUser,getUserByEmail,createUser,updateUser,deleteUser,save,download}()',
      does: { kind: 'call' },
      example: 'firestore().collection().get()',
    },
  ],
  documents: true,
  harmless: true,
};
