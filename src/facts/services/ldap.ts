import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const ldap: ServiceKnowledge = {
  id: 'ldap',
  name: 'LDAP',
  kind: 'authentication',
  packages: ['ldapts', 'ldapjs', 'ldap-authentication'],
  hosts: [],
  figures: [],
  latency: { low: 0.005, typical: 0.03, high: 0.3, facts: [], reason: 'reason.latency-authentication' },
  rateLimits: [],
  quotas: [],
  plans: [],
  highlights: [],
};
