import { describe, expect, it } from 'vitest';
import type { Inventory, Method, Route, Service } from '../model/inventory.ts';
import { NOTHING, type Step } from '../model/program.ts';
import { purposeOf } from './purpose.ts';

const at = { file: 'server/routes.ts', line: 3 };
const services: readonly Service[] = [
  { id: 'stripe', name: 'Stripe', kind: 'payments', at, sites: [], routes: [] },
  { id: 'openai', name: 'OpenAI', kind: 'ai', at, sites: [], routes: [] },
];
const hash: Step = { kind: 'cpu', work: 'hash', library: 'bcryptjs', rounds: 12, at };
const call = (service: string): Step => ({ kind: 'call', service, endpoint: 'create', at });
const list: Step = {
  kind: 'query',
  database: 'main',
  operation: 'select',
  tables: ['news'],
  filter: [],
  access: 'scan',
  rows: { kind: 'table', table: 'news' },
  scanned: { kind: 'table', table: 'news' },
  unbounded: true,
  at,
};

const one: Step = {
  ...list,
  tables: ['orders'],
  rows: { kind: 'exactly', count: 1 },
  access: 'unique',
  unbounded: false,
};
const oneWithLines: Step = { kind: 'sequence', steps: [one, list] };

function purpose(method: Method, path: string, program: Step = NOTHING): string {
  const route: Route = { id: `${method} ${path}`, method, path, at, handler: at, program, unknownCalls: [] };
  return purposeOf(route, { services } as unknown as Inventory);
}

describe('what a route is for', () => {
  it.each<[string, Method, string, Step | undefined]>([
    ['login', 'POST', '/api/accounts/login', hash],
    ['register', 'POST', '/api/accounts/register', hash],
    ['webhook', 'POST', '/api/webhooks/stripe', call('stripe')],
    ['payment', 'POST', '/api/fees/:id/pay', call('stripe')],
    ['check-in', 'POST', '/api/events/:id/check-in', undefined],
    ['check-in', 'GET', '/api/memberships/verify/:code', undefined],
    ['ai', 'POST', '/api/chat', call('openai')],
    ['dashboard', 'GET', '/api/communities/:id/dashboard', list],
    ['admin', 'GET', '/api/platform/users', list],
    ['upload', 'POST', '/api/uploads/logo', undefined],
    ['export', 'GET', '/api/members/export.csv', list],
    ['health', 'GET', '/healthz', undefined],
    ['scheduled', 'GET', '/api/cron/reminders', list],
    ['scheduled', 'POST', '/cron-jobs/close', undefined],
    ['list', 'GET', '/api/cronicles', list],
    ['page', 'GET', '/*', undefined],
    ['list', 'GET', '/api/news', list],
    ['read', 'GET', '/api/news/:id', undefined],
    ['read', 'GET', '/api/orders/:id', oneWithLines],
    ['list', 'GET', '/api/orders/:id/lines', oneWithLines],
    ['list', 'GET', '/api/messages/:conversation', oneWithLines],
    ['upload', 'POST', '/api/profile/files', undefined],
    ['write', 'PUT', '/api/users/profile', undefined],
    ['write', 'PATCH', '/api/news/:id', undefined],
  ])('%s: %s %s', (expected, method, path, program) => {
    expect(purpose(method, path, program)).toBe(expected);
  });
});
