// @ts-check
// What is watched under measure, and what is asked of it: the smallest application, and examples/koomy.
import { join } from 'node:path';
import { startExample } from '../../examples/koomy/dev/start.js';
import { ensureInstalled, root } from '../prepare.js';

/** @typedef {import('./alive.js').Application} Application */

const here = join(root, 'scripts', 'monitor');

/** @type {Application} */
export const hello = {
  name: 'hello',
  folder: here,
  entry: join(here, 'ways', 'hello.js'),
  ready: '/hello/world',
  variables: {},
  works: [{ name: 'GET /hello/:name', ask: { path: '/hello/world' }, status: 200, turn: 150, uncounted: 30_000 }],
};

/**
 * Two requests that go nowhere outside, because a query says little of microseconds: it wakes the process as often as chance wills, and each
 * time costs some fifty of them on a virtual machine. The first crosses the session, the body and every router; the second is read, refused by
 * its schema and written to the log; the third makes a query.
 * @param {string} databaseUrl
 * @returns {Application}
 */
function koomy(databaseUrl) {
  const folder = join(root, 'examples', 'koomy');
  return {
    name: 'koomy',
    folder,
    entry: join(folder, 'dist', 'index.js'),
    ready: '/api/config',
    variables: { NODE_ENV: 'production', HOST: '127.0.0.1', DATABASE_URL: databaseUrl, SESSION_SECRET: 'bench' },
    works: [
      { name: 'no route', ask: { method: 'POST', path: '/nowhere' }, status: 404, turn: 60, uncounted: 6000 },
      {
        name: 'POST /api/auth/login, refused',
        ask: { method: 'POST', path: '/api/auth/login', body: '{"email":"nobody"}' },
        status: 400,
        turn: 30,
        uncounted: 6000,
      },
      { name: 'GET /api/config', ask: { path: '/api/config' }, status: 200, turn: 24, uncounted: 6000 },
    ],
  };
}

/**
 * Each application that is asked for, started and stopped around what is done with it.
 * @param {string} names
 * @param {(application: Application) => Promise<void>} use
 */
export async function eachApplication(names, use) {
  if (names.includes('hello')) await use(hello);
  if (!names.includes('koomy')) return;
  ensureInstalled(join(root, 'examples', 'koomy'), console.log);
  const example = await startExample({ size: 2000 });
  try {
    await use(koomy(example.databaseUrl));
  } finally {
    await example.stop();
  }
}
