import { describe, expect, it, test } from 'vitest';
import { endsSession, headersFor, readsFirst } from './session.ts';

describe('a request that ends the session of the others', () => {
  it.each([
    'POST /api/auth/logout',
    'GET /log-out',
    'POST /api/signOut/',
    'DELETE /api/session',
    'DELETE /api/auth/me',
  ])('is %s', (route) => {
    expect(endsSession(route)).toBe(true);
  });

  it.each([
    'GET /api/auth/me',
    'PATCH /api/account',
    'DELETE /api/accounts/:id',
    'GET /api/logouts',
    'DELETE /api/theme',
  ])('is not %s', (route) => {
    expect(endsSession(route)).toBe(false);
  });
});

it('requests that read come first, those that delete last', () => {
  const methods = ['DELETE', 'PATCH', 'GET', 'POST', 'GET'].map((method) => ({ method }));
  expect(readsFirst(methods).map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'PATCH', 'DELETE']);
});

test('a request that opens a session is sent without another, whose owner it would change', () => {
  const headers = { cookie: 'sid=1', 'accept-language': 'fr' };
  for (const route of ['POST /api/auth/login', 'POST /api/admin/register', 'POST /sign-up'])
    expect(headersFor(route, headers)).toEqual({ 'accept-language': 'fr' });
  for (const route of ['GET /login', 'POST /api/events/:eventId/register', 'POST /api/news'])
    expect(headersFor(route, headers)).toBe(headers);
});
