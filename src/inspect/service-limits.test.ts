import { expect, it } from 'vitest';
import { services as knowledge } from '../facts/services/index.ts';
import type { Route, Service } from '../model/inventory.ts';
import { serviceLimits } from './service-limits.ts';

const at = { file: 'server/club.ts', line: 9 };
const service = (id: string, routes: readonly string[] = []): Service => ({
  id,
  name: id,
  kind: 'other',
  at,
  sites: [],
  routes,
});
const route = (path: string): Route => ({
  id: `POST ${path}`,
  method: 'POST',
  path,
  at,
  handler: at,
  program: { kind: 'sequence', steps: [] },
  unknownCalls: [],
});
const limits = (id: string, routes: readonly Route[] = [], plan?: string, reached: readonly string[] = []) =>
  serviceLimits(
    service(id, reached),
    knowledge.find((each) => each.id === id),
    routes,
    plan,
  );
const keys = (...about: Parameters<typeof limits>) => limits(...about).map(({ message }) => message.key);

it('tells the rates that a service publishes, with the page and the day', () => {
  const [account, endpoint, ...others] = limits('stripe');
  expect(account?.message.key).toBe('figure.D001');
  expect(account?.source).toMatchObject({
    provenance: 'documented',
    fact: 'D001',
    url: 'https://docs.stripe.com/rate-limits',
  });
  expect(endpoint?.message.key).toBe('figure.D003');
  expect(others).toEqual([]);
});

it('tells what concerns webhooks to a project that receives them', () => {
  const told = ['figure.D001', 'figure.D003', 'figure.D007', 'figure.D008'];
  expect(keys('stripe', [route('/api/stripe/webhook')])).toEqual(told);
  expect(keys('stripe', [route('/hooks/webhook')], undefined, ['POST /hooks/webhook'])).toEqual(told);
  expect(keys('stripe', [route('/api/github/webhook')])).not.toContain('figure.D007');
});

it('leaves out the allowance of a plan that was not bought', () => {
  expect(keys('resend')).toEqual(['figure.D012', 'figure.D011']);
  expect(keys('resend', [], 'free')).toEqual(['figure.D012', 'figure.D011']);
  expect(keys('resend', [], 'pro')).toEqual(['figure.D011']);
});

it('says that a rate was looked for and not found', () => {
  expect(limits('sendgrid').at(-1)).toMatchObject({
    message: { key: 'figure.D014' },
    source: { provenance: 'assumed', confidence: 'not found' },
  });
  expect(keys('brevo')).toEqual(['figure.D022', 'limits.rate-not-found']);
  expect(keys('smtp')).toEqual(['figure.C036', 'limits.rate-of-mail-server']);
});

it('says that nothing is known of a service that nobody described', () => {
  expect(limits('api.example.org')).toEqual([
    {
      message: { key: 'limits.service-unknown', params: { service: 'api.example.org' } },
      source: { provenance: 'assumed', confidence: 'not found' },
    },
  ]);
});

it('has something to say of every service of the facts, and no more than can be read', () => {
  for (const { id } of knowledge) {
    expect(keys(id).length, id).toBeGreaterThan(0);
    expect(keys(id).length, id).toBeLessThanOrEqual(5);
  }
});

it('names a service whose address is computed by the line that calls it', () => {
  expect(limits('unknown')[0]?.message).toEqual({ key: 'limits.service-unnamed', params: { at } });
});
