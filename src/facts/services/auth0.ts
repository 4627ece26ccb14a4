import type { ServiceKnowledge } from '../../model/knowledge.ts';

export const auth0: ServiceKnowledge = {
  id: 'auth0',
  name: 'Auth0',
  kind: 'authentication',
  packages: ['auth0', 'express-openid-connect', 'express-oauth2-jwt-bearer', '@auth0/nextjs-auth0'],
  hosts: ['auth0.com'],
  figures: [
    {
      id: 'D056',
      subject: 'Auth0',
      property: 'npm packages',
      value: 'auth0, express-openid-connect, express-oauth2-jwt-bearer, @auth0/nextjs-auth0',
      source: 'npm registry',
      date: '2026-11-22',
      confidence: 'inferred',
    },
    {
      id: 'D062',
      subject: 'Auth0',
      property: 'Authentication API',
      value: '300 requests per minute (burst 300)',
      plan: 'Free',
      source:
        'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public',
      date: '2026-11-22',
      confidence: 'official',
      note: 'login 5/s; /oauth/token 30/s; JWKS 20/s',
    },
    {
      id: 'D063',
      subject: 'Auth0',
      property: 'Authentication API',
      value: 25,
      unit: 'requests per second (burst 25)',
      plan: 'Essentials, Professional',
      source:
        'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/essentials-professional-b2b.md',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'D064',
      subject: 'Auth0',
      property: 'Authentication API',
      value: 100,
      unit: 'requests per second',
      plan: 'Enterprise',
      source:
        'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/enterprise-public.md',
      date: '2026-11-22',
      confidence: 'official',
      note: '200/s for 48 h a month with the burst add-on',
    },
    {
      id: 'D065',
      subject: 'Auth0',
      property: 'userinfo',
      value: '10 burst, 5 per minute',
      unit: 'per user',
      plan: 'Free, Essentials, Professional',
      source:
        'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  latency: { low: 0.05, typical: 0.12, high: 0.4, facts: [], reason: 'reason.latency-authentication' },
  rateLimits: [
    { scope: 'tenant', perSecond: { low: 5, typical: 5, high: 5, facts: ['D062'] }, plan: 'free' },
    { scope: 'tenant', perSecond: { low: 25, typical: 25, high: 25, facts: ['D063'] }, plan: 'essentials' },
    { scope: 'tenant', perSecond: { low: 25, typical: 25, high: 25, facts: ['D063'] }, plan: 'professional' },
    { scope: 'tenant', perSecond: { low: 100, typical: 100, high: 100, facts: ['D064'] }, plan: 'enterprise' },
  ],
  quotas: [],
  plans: [
    { id: 'free', monthlyCost: 0, facts: ['D062'] },
    { id: 'essentials', monthlyCost: null, facts: ['D063'] },
    { id: 'professional', monthlyCost: null, facts: ['D063'] },
    { id: 'enterprise', monthlyCost: null, facts: ['D064'] },
  ],
  highlights: ['D062', 'D063', 'D065'],
};
