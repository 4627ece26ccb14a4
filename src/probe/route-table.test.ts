import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRoutes, pathOf } from './route-table.ts';

const table = (paths: readonly string[]) =>
  compileRoutes(
    paths.map((each) => {
      const [method = '', path = ''] = each.split(' ');
      return { id: each, method, path };
    }),
  );

describe('a table of routes', () => {
  const { match } = table([
    'GET /',
    'GET /members',
    'POST /members',
    'GET /members/me',
    'GET /members/:id',
    'GET /members/:id/cards/:card',
    'GET /cards/:id(\\d+)',
    'GET /files/:name.:extension',
    'GET /posts/:slug?',
    'GET /events{/:day}',
    'ALL /webhooks/stripe',
    'GET /assets/*',
    'GET /app/*splat',
    'GET *',
  ]);

  it.each([
    ['GET', '/', 'GET /'],
    ['GET', '/members?page=2', 'GET /members'],
    ['GET', '/members/', 'GET /members'],
    ['POST', '/members', 'POST /members'],
    ['GET', '/members/me', 'GET /members/me'],
    ['GET', '/members/42', 'GET /members/:id'],
    ['GET', '/MEMBERS/Me', 'GET /members/me'],
    ['GET', '/Members/AbC', 'GET /members/:id'],
    ['GET', '/members/42/cards/7', 'GET /members/:id/cards/:card'],
    ['HEAD', '/members/42', 'GET /members/:id'],
    ['GET', '/cards/12', 'GET /cards/:id(\\d+)'],
    ['GET', '/files/photo.png', 'GET /files/:name.:extension'],
    ['GET', '/posts', 'GET /posts/:slug?'],
    ['GET', '/posts/hello', 'GET /posts/:slug?'],
    ['GET', '/events', 'GET /events{/:day}'],
    ['GET', '/events/monday', 'GET /events{/:day}'],
    ['PUT', '/webhooks/stripe', 'ALL /webhooks/stripe'],
    ['GET', '/assets/a/b.css', 'GET /assets/*'],
    ['GET', '/app/x/y', 'GET /app/*splat'],
    ['GET', 'http://club.example/members/42?x=1', 'GET /members/:id'],
    ['GET', '/robots.txt', 'GET *'],
  ])('%s %s is %s', (method, url, expected) => {
    expect(match(method, url, false)).toBe(expected);
  });

  it('leaves out what takes any path, when asked', () => {
    expect(match('GET', '/robots.txt', true)).toBeUndefined();
    expect(match('GET', '/assets/a.css', true)).toBeUndefined();
    expect(match('DELETE', '/members/42', false)).toBeUndefined();
  });

  it('answers by the first route registered, as the routers do', () => {
    expect(table(['GET /a/:id', 'GET /a/me']).match('GET', '/a/me', true)).toBe('GET /a/:id');
    expect(table(['GET /a/me', 'GET /a/:id']).match('GET', '/a/me', true)).toBe('GET /a/me');
  });

  it('finds the route of any path made from its template', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const segment = fc.oneof(
      word,
      word.map((name) => `:${name}`),
    );
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.stringMatching(/^[a-z0-9%]{1,8}$/),
        (segments, value) => {
          const path = `/${segments.join('/')}`;
          const url = path.replace(/:\w+/g, value);
          expect(table([`GET ${path}`]).match('GET', `${url}?q=/other`, true)).toBe(`GET ${path}`);
        },
      ),
    );
  });

  it('throws for no template and no URL', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, url) => {
        expect(() => compileRoutes([{ id: 'x', method: 'GET', path }]).match('GET', url, false)).not.toThrow();
        expect(pathOf(url)).not.toContain('?');
      }),
    );
  });
});
