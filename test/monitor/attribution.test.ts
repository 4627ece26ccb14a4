import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../examples/koomy/dev/postgres.js';
import { freePort } from '../../scripts/free-port.js';
import { root } from '../../scripts/prepare.js';
import { type EndedRequest, type Probe, readPools, startProbe, unobserved } from '../../src/probe/index.ts';
import { frameworks, listen, listener, type Place, type Told, until } from './stage.ts';

// Fifty requests at once, each asking the database or somebody else as many times as its route says: whose work was it?

// biome-ignore lint/suspicious/noExplicitAny: drivers without types here.
type Any = any;

const AT_ONCE = 50;
const folder = mkdtempSync(join(tmpdir(), 'jauge-attribution-'));
let database: Awaited<ReturnType<typeof startPostgres>>;
let outside: Place;
let place: Place;
let probe: Probe;
let told: Told;
let pool: Any;
let sql: Any;

/** A way of asking: one call, after which it goes on. */
type Way = (goOn: (error?: unknown) => void) => void;
const ways: Readonly<Record<string, Way>> = {
  'pg-promise': promised(() => pool.query('select pg_sleep(0.002), generate_series(1, 3)')),
  'pg-callback': (goOn) => pool.query('select $1::int', [1], goOn),
  'pg-client': promised(async () => {
    const client = await pool.connect();
    try {
      await client.query('select 1');
    } finally {
      client.release();
    }
  }),
  'pg-client-callback': (goOn) =>
    pool.connect((error: unknown, client: Any, release: () => void) => {
      if (error !== undefined && error !== null) return goOn(error);
      return client.query({ text: 'select 1' }, (failure: unknown) => {
        release();
        goOn(failure);
      });
    }),
  postgres: promised(() => sql`select ${1}::int`),
  fetch: promised(async () => (await fetch(`${outside.base}/`)).text()),
  undici: promised(async () => (await frameworks('undici').request(`${outside.base}/`)).body.text()),
  http: (goOn) => {
    const request = httpRequest(`${outside.base}/busy`, (response) => response.resume().on('end', () => goOn()));
    request.on('error', goOn).end();
  },
};

function promised(ask: () => PromiseLike<unknown>): Way {
  return (goOn) => void ask().then(() => goOn(), goOn);
}

const isDatabase = (way: string): boolean => /^(?:pg|postgres)/.test(way);
const TIMES = [1, 2, 3, 4];
/** Every way, asked one to four times, is a route. */
const routes = Object.keys(ways).flatMap((way) =>
  TIMES.map((times) => ({ id: `${way} ${times}`, method: 'GET', path: `/${way}/${times}` })),
);

beforeAll(async () => {
  database = await startPostgres({ folder, port: await freePort() });
  told = listener();
  probe = startProbe(told.observer, { folder: join(root, 'test', 'frameworks'), routes });
  outside = await listen((request, response) => {
    if (request.url === '/never') return;
    setTimeout(() => response.writeHead(request.url === '/busy' ? 429 : 200).end('x'), 3);
  });
  const pg = frameworks('pg');
  // Three connections for fifty requests: they queue, and the pool calls back in the name of others.
  pool = new pg.Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => undefined);
  sql = frameworks('postgres')(database.url, { max: 3, fetch_types: false });
  place = await listen((request, response) => {
    const [, way = '', times] = (request.url ?? '').split('/');
    const ask = ways[way];
    if (ask === undefined) return response.writeHead(404).end();
    const again = (left: number): void => {
      if (left === 0) response.end('done');
      else ask((error) => (error ? response.writeHead(500).end(String(error)) : again(left - 1)));
    };
    return again(Number(times));
  });
}, 120_000);

afterAll(async () => {
  probe?.stop();
  await pool?.end();
  await sql?.end();
  await place?.close();
  await outside?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  told.ended.length = 0;
  told.worked.length = 0;
});

/** Fifty requests at once, in turn for each way and each number of times. */
async function drive(some: readonly string[]): Promise<readonly EndedRequest[]> {
  const paths = some.flatMap((way) => TIMES.map((times) => `/${way}/${times}`));
  const statuses = await unobserved(() =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        const answer = await fetch(place.base + paths[index % paths.length]);
        return `${answer.status} ${await answer.text()}`;
      }),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set(['200 done']));
  // What serves as the outside world is in this process too: its requests match no route.
  const ours = (): readonly EndedRequest[] => told.ended.filter(({ route }) => route !== '(unmatched)');
  await until('all ended', () => ours().length === AT_ONCE);
  return ours();
}

function counted({ route, work }: EndedRequest): { readonly [word: string]: unknown } {
  const [way = ''] = route.split(' ');
  const outbound = work?.outbound ?? [];
  return {
    route,
    database: work?.calls ?? 0,
    outbound: outbound.length,
    seconds: isDatabase(way) ? (work?.seconds ?? 0) > 0 : outbound.every(({ seconds }) => seconds > 0),
  };
}

function expected({ route }: EndedRequest): { readonly [word: string]: unknown } {
  const [way = '', times] = route.split(' ');
  return {
    route,
    database: isDatabase(way) ? Number(times) : 0,
    outbound: isDatabase(way) ? 0 : Number(times),
    seconds: true,
  };
}

describe('the work of fifty requests at once', () => {
  it.each(Object.keys(ways))('is each one’s own: %s', async (way) => {
    const ended = await drive([way]);
    expect(ended.map(counted)).toEqual(ended.map(expected));
    expect(told.worked).toEqual([]);
  });

  it('is each one’s own when all ways are mixed', async () => {
    const ended = await drive(Object.keys(ways));
    expect(ended.map(counted)).toEqual(ended.map(expected));
  });

  it('counts rows, waits for connections, and answers that refuse', async () => {
    const ended = await drive(['pg-promise', 'http']);
    const asks = (way: string): number =>
      ended
        .filter(({ route }) => route.startsWith(way))
        .reduce((sum, { route }) => sum + Number(route.split(' ')[1]), 0);
    const sum = (read: (request: EndedRequest) => number): number =>
      ended.reduce((all, request) => all + read(request), 0);
    expect(sum(({ work }) => work?.rows ?? 0)).toBe(asks('pg-promise') * 3);
    expect(sum(({ work }) => work?.acquisitions ?? 0)).toBe(asks('pg-promise'));
    // Twenty-five requests share three connections: someone waited for a query of another.
    expect(sum(({ work }) => work?.waitSeconds ?? 0)).toBeGreaterThan(0.002);
    expect(told.waited.filter(({ pool: name }) => name === 'pg').length).toBeGreaterThanOrEqual(asks('pg-promise'));
    const calls = ended.flatMap(({ work }) => work?.outbound ?? []);
    expect(calls.map(({ status, path, host }) => [status, path, host])).toEqual(
      Array.from({ length: asks('http') }, () => [429, '/busy', new URL(outside.base).host]),
    );
    expect(readPools()).toMatchObject({ pg: { size: 3, waiting: 0 }, postgres: { used: 0, waiting: 0 } });
  });
});

describe('a call that nobody answers in time', () => {
  const PATIENCE = 20;
  const times: Readonly<Record<string, () => Promise<unknown>>> = {
    fetch: () => fetch(`${outside.base}/never`, { signal: AbortSignal.timeout(PATIENCE) }),
    undici: () => frameworks('undici').request(`${outside.base}/never`, { headersTimeout: PATIENCE }),
    http: () =>
      new Promise((_, failed) => {
        const request = httpRequest(`${outside.base}/never`, { timeout: PATIENCE });
        request.on('timeout', () => request.destroy(new Error('late'))).on('error', failed);
        request.end();
      }),
  };

  it.each(Object.keys(times))('is one that timed out, by its host: %s', async (way) => {
    await expect(times[way]?.()).rejects.toThrow();
    const calls = (): unknown[] => told.worked.flatMap(({ work }) => work.outbound ?? []);
    await until('the call', () => calls().length > 0);
    expect(calls()).toMatchObject([{ host: new URL(outside.base).host, path: '/never', status: 0, timedOut: true }]);
  });
});

describe('work of no request', () => {
  it('is told apart, and what fails too', async () => {
    await pool.query('select 1');
    await expect(pool.query('select nothing')).rejects.toThrow(/nothing/);
    expect(told.worked.filter(({ work }) => work.calls > 0).map(({ route, work }) => [route, work.errors])).toEqual([
      [undefined, 0],
      [undefined, 1],
    ]);
  });

  it('is not told when it is the monitor’s own', async () => {
    await unobserved(async () => {
      await pool.query('select 1');
      await (await fetch(`${outside.base}/`)).text();
    });
    expect(told.worked).toEqual([]);
  });

  it('leaves a rejection that nobody handles to the application', async () => {
    const seen: unknown[] = [];
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.once('unhandledRejection', (reason) => seen.push(reason));
    void pool.query('select forgotten');
    await until('the rejection', () => seen.length > 0);
    for (const other of others) process.on('unhandledRejection', other);
    expect(String(seen[0])).toContain('forgotten');
  });
});
