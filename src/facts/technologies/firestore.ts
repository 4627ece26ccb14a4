import type { TechnologyPack } from './pack.ts';

export const firestore: TechnologyPack = {
  id: 'firestore',
  packages: ['@google-cloud/firestore', 'firebase/firestore', '@firebase/firestore'],
  service: { id: 'firebase', name: 'Firebase', kind: 'other' },
  rules: [
    {
      on: '**.{get,set,add,create,update,delete,commit,listDocuments,listCollections,runTransaction,count}()',
      does: { kind: 'call' },
      example: 'Firestore.new().collection().doc().get()',
    },
    {
      on: '{getDoc,getDocs,setDoc,addDoc,updateDoc,deleteDoc,getCountFromServer}()',
      does: { kind: 'call' },
      example: 'getDocs()',
    },
  ],
  documents: true,
  harmless: true,
};
