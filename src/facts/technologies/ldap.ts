import type { TechnologyPack } from './pack.ts';

/** Directories spoken to by LDAP: each operation is an exchange with the directory. */
export const ldap: TechnologyPack = {
  id: 'ldap',
  packages: ['ldapts', 'ldapjs', 'ldap-authentication'],
  service: { id: 'ldap', name: 'LDAP', kind: 'authentication' },
  timeout: { option: 'timeout', unit: 0.001 },
  rules: [
    { on: 'createClient()', does: { kind: 'nothing' }, gives: 'client', example: 'createClient()' },
    {
      on: '**.{bind,search,searchPaginated,add,del,modify,modifyDN,compare,exop,authenticate}()',
      does: { kind: 'call' },
      example: 'new().search()',
    },
  ],
  harmless: true,
};
