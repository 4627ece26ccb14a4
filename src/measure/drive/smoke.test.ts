import { expect, test } from 'vitest';
import { type Answer, type Outgoing, type RequestSet, seeded } from '../../load/index.ts';
import { smoke } from './smoke.ts';

const requests = [
  { class: 'GET /api/cards/:id', method: 'GET', path: '/api/cards/{{cards_id}}' },
  { class: 'GET /api/mine', method: 'GET', path: '/api/mine' },
  { class: 'GET /api/report', method: 'GET', path: '/api/report' },
];
const ids = Array.from({ length: 100 }, (_, i) => i);
const session = (name: string): RequestSet => ({ requests, headers: { cookie: name }, pools: { cards_id: ids } });

/** Staff see the report; a member sees its own three cards; nobody else anything. */
async function send({ path, headers }: Outgoing): Promise<Answer> {
  const who = headers?.['cookie'];
  const answer = (status: number): Answer => ({ status, bytes: 1 });
  if (path === '/api/report') return answer(who === 'staff' ? 200 : 403);
  if (who !== 'member') return answer(401);
  return answer(path === '/api/mine' || [3, 14, 15].includes(Number(path.split('/').at(-1))) ? 200 : 404);
}

test('each request is kept under the session that may send it, with the values that it takes', async () => {
  const { set, leftOut } = await smoke([session('staff'), session('member')], send, seeded(1));
  expect(leftOut).toEqual([]);
  expect(set.requests.map(({ headers }) => headers?.['cookie'])).toEqual(['member', 'member', 'staff']);
  expect(set.requests[0]?.path).toBe('/api/cards/{{found0.cards_id}}');
  const found = new Set(set.pools?.['found0']?.map((item) => (item as Record<string, number>)['cards_id']));
  expect(found.size).toBeGreaterThan(0);
  for (const id of found) expect([3, 14, 15]).toContain(id);
});

test('a route that never succeeds is left out with what it answered, and few requests are lost on it', async () => {
  let sent = 0;
  const refusing = async (): Promise<Answer> => {
    sent += 1;
    return { status: 500, bytes: 0 };
  };
  const { set, leftOut } = await smoke([session('staff')], refusing, seeded(1));
  expect(set.requests).toEqual([]);
  expect(leftOut.map(({ answer }) => answer)).toEqual(['500', '500', '500']);
  expect(sent).toBeLessThan(12);
});

test('any value will do where none is refused', async () => {
  const { set } = await smoke([session('staff')], async () => ({ status: 200, bytes: 1 }), seeded(1));
  expect(set.requests.map(({ path }) => path)).toEqual(requests.map(({ path }) => path));
});

test('a route that takes too long is tried once: the time of the others is not lost on it under each session', async () => {
  const sessions: unknown[] = [];
  const slow = async ({ headers }: Outgoing): Promise<Answer> => {
    sessions.push(headers?.['cookie']);
    return headers?.['cookie'] === 'visitor' ? { status: 401, bytes: 0 } : { status: 0, bytes: 0, error: 'timeout' };
  };
  const only = requests.slice(1, 2);
  const sets = ['visitor', 'staff', 'member'].map((name) => ({ ...session(name), requests: only }));
  const { leftOut } = await smoke(sets, slow, seeded(1));
  expect(leftOut).toEqual([{ route: 'GET /api/mine', answer: 'timeout' }]);
  expect(sessions).toEqual(['visitor', 'staff']);
});
