import type { TechnologyPack } from './pack.ts';

/** Mailjet. */
export const mailjet: TechnologyPack = {
  id: 'mailjet',
  packages: ['node-mailjet'],
  service: { id: 'mailjet', name: 'Mailjet', kind: 'email' },
  rules: [
    {
      on: '**.{connect,apiConnect,post,put,get}()',
      does: { kind: 'nothing' },
      gives: 'client',
      example: 'apiConnect().post()',
    },
    { on: '**.request()', does: { kind: 'call' }, example: 'apiConnect().post().request()' },
  ],
  harmless: true,
};
