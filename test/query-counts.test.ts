import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureInstalled } from '../examples/koomy/dev/install.js';
import type { Example } from '../examples/koomy/dev/start.d.ts';
import { openProject } from '../src/inspect/project.ts';
import { readServer } from '../src/inspect/server/index.ts';
import type { Route } from '../src/model/inventory.ts';
import type { Step } from '../src/model/program.ts';
import { type CountingDatabase, countingDatabase } from './counting-database.ts';

// What inspection says that one request sends to the database, beside what the database is sent when the request is made.

const FOLDER = new URL('../examples/koomy/', import.meta.url).pathname;

/** Statements of one request that goes through: at least, at most, and by how much each turn of a loop adds to it. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

const NONE: Bounds = { low: 0, high: 0 };

function plus(one: Bounds, other: Bounds): Bounds {
  return { low: one.low + other.low, high: one.high + other.high };
}

function boundsOf(step: Step): Bounds {
  switch (step.kind) {
    case 'query':
      return { low: 1, high: 1 };
    case 'sequence':
    case 'parallel':
      return step.steps.map(boundsOf).reduce(plus, NONE);
    case 'transaction':
      return plus({ low: 2, high: 2 }, boundsOf(step.body));
    case 'detached':
      return boundsOf(step.body);
    case 'repeat': {
      const { low, high } = boundsOf(step.body);
      if (step.times.kind === 'exactly') return { low: low * step.times.count, high: high * step.times.count };
      return { low: 0, high: high === 0 ? 0 : Number.POSITIVE_INFINITY };
    }
    case 'choice': {
      const going = step.branches.filter((branch) => !branch.leaves).map((branch) => boundsOf(branch.body));
      if (going.length === 0) return NONE;
      return { low: Math.min(...going.map(({ low }) => low)), high: Math.max(...going.map(({ high }) => high)) };
    }
    default:
      return NONE;
  }
}

let example: Example;
let database: CountingDatabase;
/** What stands in a path for each parameter, by what comes before it. */
let ids: Record<string, string>;
const visitors: { readonly cookie: string }[] = [];

async function signIn(path: string, email: string): Promise<void> {
  const response = await fetch(`${example.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: example.logins.password }),
  });
  expect(response.status).toBe(200);
  visitors.push({ cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' });
}

/** Rows of the data that the member and the owner who sign in may see. */
async function findRows(): Promise<Record<string, string>> {
  const { Client } = createRequire(`${FOLDER}package.json`)('pg');
  const client = new Client({ connectionString: example.databaseUrl });
  await client.connect();
  const one = async (text: string, ...values: string[]): Promise<Record<string, string>> =>
    (await client.query(text, values)).rows[0] ?? {};
  const owner = await one('SELECT community_id FROM staff WHERE email = $1', example.logins.owner);
  const community = owner['community_id'] ?? '';
  const membership = await one(
    'SELECT m.id, m.card_code FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE a.email = $1 AND m.community_id = $2',
    example.logins.member,
    community,
  );
  const { slug = '' } = await one('SELECT slug FROM communities WHERE id = $1', community);
  const found: Record<string, string> = {
    communities: community,
    'by-slug': slug,
    memberships: membership['id'] ?? '',
    verify: membership['card_code'] ?? '',
  };
  for (const table of ['tickets', 'events', 'news', 'conversations', 'payments', 'collections'])
    found[table] =
      (await one(`SELECT id FROM ${table} ORDER BY community_id = $1 DESC, id LIMIT 1`, community))['id'] ?? '';
  await client.end();
  return found;
}

beforeAll(async () => {
  ensureInstalled(() => undefined);
  const { startExample } = await import('../examples/koomy/dev/start.js');
  example = await startExample({
    size: 2000,
    between: async (url) => {
      database = await countingDatabase(url);
      return database.url;
    },
  });
  ids = await findRows();
  await signIn('/api/auth/login', example.logins.member);
  await signIn('/api/admin/login', example.logins.owner);
  await signIn('/api/admin/login', example.logins.platform);
}, 600_000);

afterAll(async () => {
  await example?.stop();
  database?.close();
});

function addressOf(path: string): string {
  const parts = path.split('/');
  const filled = parts.map((part, index) => (part.startsWith(':') ? (ids[parts[index - 1] ?? ''] ?? '') : part));
  return `${filled.join('/')}?communityId=${ids['communities']}&membershipId=${ids['memberships']}`;
}

/** What the routes that write are sent; all may be sent again. */
const BODIES: Readonly<Record<string, object>> = {
  'PATCH /api/auth/me': { firstName: 'Nadia' },
  'POST /api/auth/forgot-password': { email: 'membre7@koomy.example' },
  'POST /api/conversations/:id/messages': { body: 'Qui a la clé ?' },
  'POST /api/conversations/:id/close': {},
  'POST /api/tickets': { subject: 'Connexion', body: 'Je ne reçois rien.' },
  'POST /api/tickets/:id/replies': { body: 'Merci.' },
  'POST /api/news': { title: 'Fête', body: 'Samedi.' },
  'PATCH /api/news/:id': { title: 'Fête' },
  'PATCH /api/collections/:id': { title: 'Un banc' },
  'PATCH /api/events/:eventId': { title: 'Sortie' },
  'PATCH /api/memberships/:id': { displayName: 'Nadia Benali' },
};

/** Statements for the first visitor who is let in. The session, once read, is there to be touched. */
async function executed({ id, method, path }: Pick<Route, 'id' | 'method' | 'path'>): Promise<number | undefined> {
  const sent = BODIES[id];
  for (const visitor of visitors) {
    const ask = () =>
      fetch(`${example.url}${addressOf(path)}`, {
        method,
        headers: { ...visitor, 'content-type': 'application/json' },
        ...(sent === undefined ? {} : { body: JSON.stringify({ communityId: ids['communities'], ...sent }) }),
      });
    const first = await ask();
    await first.arrayBuffer();
    if (!first.ok) continue;
    await statements();
    await (await ask()).arrayBuffer();
    return statements();
  }
  return undefined;
}

/** Statements up to a silence: what nobody awaits comes after the answer, later on a busy machine. */
async function statements(): Promise<number> {
  let [sum, silences] = [0, 0];
  while (silences < 3) {
    await wait(25);
    const more = database.take();
    sum += more;
    silences = more === 0 ? silences + 1 : 0;
  }
  return sum;
}

it('sends as many statements as inspection counts, route by route', async () => {
  const { routes } = readServer(openProject(FOLDER), 'server/index.ts');
  const asked = routes.filter(
    (route) => (route.method === 'GET' || route.id in BODIES) && route.shadowedBy === undefined,
  );
  const lines: string[] = [];
  let exact = 0;
  for (const route of asked) {
    const { low, high } = boundsOf(route.program);
    const count = await executed(route);
    if (count !== undefined && low === high && count === low) exact += 1;
    else if (count === undefined || count < low || count > high)
      lines.push(`${route.id}: ${count} executed, ${low} to ${high} read`);
  }
  expect(lines).toEqual([]);
  const told = JSON.parse(readFileSync(new URL('../accuracy/query-counts.json', import.meta.url), 'utf8'));
  expect({ executed: asked.length, exact, within: asked.length - exact }).toEqual(told);
}, 120_000);
