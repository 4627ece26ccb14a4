import { expect, test } from 'vitest';
import { filler, fillRequests, unfilled } from './fill.ts';
import { seeded } from './random.ts';
import type { RequestSet } from './request.ts';

const set: RequestSet = {
  headers: { Authorization: 'Bearer {{account.token}}' },
  requests: [
    { class: 'GET /items/:id', method: 'get', path: '/items/{{id}}?q={{word}}', weight: 3 },
    {
      class: 'POST /login',
      method: 'POST',
      path: '/login',
      body: { email: '{{account.email}}', password: '{{account.password}}', item: '{{id}}', note: 'item {{id}}' },
    },
  ],
  pools: {
    id: [1, 2, 3],
    word: ['à b&c'],
    account: [
      { email: 'a@x.fr', password: 'A', token: 'ta' },
      { email: 'b@x.fr', password: 'B', token: 'tb' },
    ],
  },
};

test('values of one item go together, and numbers stay numbers', () => {
  const make = filler(set.requests[1] as (typeof set.requests)[1], set, seeded(1));
  for (let i = 0; i < 50; i++) {
    const { body, headers } = make();
    const sent = JSON.parse(String(body));
    const suffix = sent.email === 'a@x.fr' ? 'A' : 'B';
    expect(sent.password).toBe(suffix);
    expect(headers?.['authorization']).toBe(`Bearer t${suffix.toLowerCase()}`);
    expect(typeof sent.item).toBe('number');
    expect(sent.note).toBe(`item ${sent.item}`);
    expect(headers?.['content-type']).toBe('application/json');
  }
});

test('values in a path are encoded', () => {
  const make = filler(set.requests[0] as (typeof set.requests)[0], set, seeded(1));
  expect(make().path).toMatch(/^\/items\/[123]\?q=%C3%A0%20b%26c$/);
});

test('weights decide how often each request is drawn', () => {
  const next = fillRequests(set, seeded(5));
  const drawn = Array.from({ length: 4000 }, () => next()?.class);
  expect(drawn.filter((id) => id === 'GET /items/:id').length / 4000).toBeCloseTo(0.75, 1);
});

test('the same seed gives the same requests', () => {
  const [one, other] = [fillRequests(set, seeded(9)), fillRequests(set, seeded(9))];
  for (let i = 0; i < 100; i++) expect(one()).toEqual(other());
});

test('serial numbers never come twice', () => {
  const make = filler({ class: 'x', method: 'POST', path: '/{{$serial}}/{{$uuid}}' }, { requests: [] }, seeded(1));
  expect(new Set(Array.from({ length: 200 }, () => make().path)).size).toBe(200);
});

test('what nothing fills is named before anything is sent', () => {
  expect(unfilled(set)).toEqual([]);
  const missing = {
    requests: [{ class: 'x', method: 'GET', path: '/{{slug}}/{{account.name}}/{{$serial}}' }],
    pools: set.pools ?? {},
  };
  expect(unfilled(missing)).toEqual(['slug', 'account.name']);
});
