// @ts-check
// Fifty requests at once, each asking a database of three connections or somebody else as many times as its route says: how many have exactly
// their own work. `ownersOf(requests)`.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../examples/koomy/dev/postgres.js';
import { freePort } from '../free-port.js';
import { root } from '../prepare.js';
import { visit } from './sockets.js';

const AT_ONCE = 50;
const TIMES = [1, 2, 3, 4];
const WAYS = ['pg-promise', 'pg-callback', 'fetch', 'http'];

/**
 * @param {number} requests
 * @param {(observer: object, options: object) => { stop: () => void }} startProbe
 */
export async function ownersOf(requests, startProbe) {
  const folder = mkdtempSync(join(tmpdir(), 'jauge-owners-'));
  const postgres = await startPostgres({ folder, port: await freePort() });
  const pg = createRequire(join(root, 'examples', 'koomy', 'package.json'))('pg');
  const pool = new pg.Pool({ connectionString: postgres.url, max: 3 });
  // The database is stopped under connections that are still closing.
  pool.on('error', () => undefined);
  const outside = await listen((_request, response) => void setTimeout(() => response.end('x'), 2));
  /** @type {Record<string, (goOn: (error?: unknown) => void) => void>} */
  const ways = {
    'pg-promise': (goOn) => void pool.query('select 1').then(() => goOn(), goOn),
    'pg-callback': (goOn) => void pool.query('select 1', goOn),
    fetch: (goOn) =>
      void fetch(`http://127.0.0.1:${outside.port}/`)
        .then((answer) => answer.text())
        .then(() => goOn(), goOn),
    http: (goOn) =>
      void httpRequest({ port: outside.port, host: '127.0.0.1' }, (answer) => answer.resume().on('end', () => goOn()))
        .on('error', goOn)
        .end(),
  };
  const routes = WAYS.flatMap((way) =>
    TIMES.map((times) => ({ id: `${way} ${times}`, method: 'GET', path: `/${way}/${times}` })),
  );
  const counts = { requests: 0, exact: 0, strays: 0 };
  const probe = startProbe(
    {
      ended: (/** @type {any} */ { route, work }) => {
        const [way = '', times] = route.split(' ');
        if (!WAYS.includes(way)) return;
        counts.requests += 1;
        const isDatabase = way.startsWith('pg');
        const asked = [isDatabase ? Number(times) : 0, isDatabase ? 0 : Number(times)];
        if (`${[work?.calls ?? 0, work?.outbound?.length ?? 0]}` === `${asked}`) counts.exact += 1;
      },
      worked: () => {
        counts.strays += 1;
      },
      waited: () => undefined,
    },
    { folder: join(root, 'examples', 'koomy'), routes },
  );
  const place = await listen((request, response) => {
    const [, way = '', times] = (request.url ?? '').split('/');
    const again = (/** @type {number} */ left) => {
      if (left === 0) response.writeHead(200, { 'content-length': 2 }).end('ok');
      else ways[way]?.((error) => (error ? response.destroy() : again(left - 1)));
    };
    again(Number(times));
  });
  try {
    const each = Math.ceil(requests / AT_ONCE);
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, lane) =>
        visit(
          place.port,
          Array.from({ length: each }, (_each, index) => {
            const route = routes[(lane + index * 7) % routes.length];
            return { path: route?.path ?? '/' };
          }),
          () => undefined,
        ),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    return counts;
  } finally {
    probe.stop();
    await pool.end();
    place.close();
    outside.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('node:http').RequestListener} handler */
async function listen(handler) {
  const server = createServer(handler);
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
