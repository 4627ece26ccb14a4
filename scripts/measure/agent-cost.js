// @ts-check
// What the agent of `jauge measure` costs an application: CPU time per request of the same application bare, with the agent blind (as during the bursts
// that give the CPU times) and watching (as while calls are counted), all alive at once and asked in turns; what counts is the difference in the same
// round: chrt -r 20 npm run bench:agent [-- --rounds 30 --write]. --write records it in accuracy/agent.json.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applications } from '../../examples/dev/applications.js';
import { startApplication } from '../../examples/dev/start.js';
import { ensureInstalled as ensureKoomy } from '../../examples/koomy/dev/install.js';
import { format } from '../accuracy/format.js';
import { ensureBuilt, ensureInstalled, root } from '../prepare.js';

ensureBuilt(console.log);
const { closedLoad, openClient } = await import('../../dist/load/index.js');
const { openAccounts } = await import('../../dist/measure/index.js');
const { openWitness } = await import('../../dist/measure/agent/witness.js');
const { agentFile } = await import('../../dist/measure/agent/file.js');

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    requests: { type: 'string', default: '400' },
    write: { type: 'boolean', default: false },
  },
});
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];
/** Rounds that are not counted: the code is not compiled yet. */
const WARM_UP = 10;
const NAME = 'librairie';
/** Five queries through Prisma; one; none. */
const ROUTES = {
  'GET /api/books/:slug': '/api/books/livre-7',
  'GET /api/books': '/api/books',
  'GET /health': '/health',
};

/** @typedef {'bare' | 'blind' | 'watching' | 'bare again'} Way */
/** @typedef {{ way: Way, client: import('../../dist/load/index.js').Client, accounts: import('../../dist/measure/index.js').Accounts, watch: <T>(run: () => Promise<T>) => Promise<T>, stop: () => Promise<unknown> }} Copy */

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {Way} way
 * @param {Record<string, string>} variables
 * @returns {Promise<Copy>}
 */
async function start(way, variables) {
  const agent = /** @type {URL} */ (agentFile());
  const routes = Object.keys(ROUTES).map((id) => ({ id, method: 'GET', path: id.slice('GET '.length) }));
  const witness = way.startsWith('bare') ? undefined : await openWitness({ agent, routes, nodeOptions: '' });
  const port = await freePort();
  const environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const child = spawn(process.execPath, [applications[NAME]?.start ?? ''], {
    cwd: join(root, 'examples', NAME),
    env: { ...environment, ...variables, ...witness?.environment },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(`${url}/health`).catch(() => undefined)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const client = openClient({ url });
  return {
    way,
    client,
    accounts: openAccounts(Number(child.pid), undefined),
    watch: async (run) => (way === 'watching' && witness !== undefined ? (await witness.during(run)).result : run()),
    stop: async () => {
      client.close();
      child.kill('SIGKILL');
      await ended;
      witness?.close();
    },
  };
}

/** @param {readonly number[]} list */
const sorted = (list) => [...list].sort((a, b) => a - b);
/** @param {readonly number[]} list @param {number} share */
const quantile = (list, share) => sorted(list)[Math.floor(share * (list.length - 1))] ?? Number.NaN;
const significant = (/** @type {number} */ value) => Number(value.toPrecision(3));

/**
 * @param {readonly Copy[]} copies
 * @param {string} route
 * @param {string} path
 */
async function compare(copies, route, path) {
  /** @type {Map<Way, number[]>} CPU seconds per request, round by round. */
  const spent = new Map(copies.map(({ way }) => [way, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < copies.length; turn++) {
      // Another order each round: what runs first is not always the same.
      const copy = /** @type {Copy} */ (copies[(turn + round + 100 * copies.length) % copies.length]);
      const cost = await copy.watch(async () => {
        const from = copy.accounts.read().application.all;
        const next = () => ({ class: route, method: 'GET', path });
        const outcome = await closedLoad({
          send: copy.client.send,
          next,
          concurrency: 4,
          seconds: 60,
          mostRequests: requests,
        });
        if (outcome.failed > 0) throw new Error(`${route}: ${outcome.failed} failed`);
        return (copy.accounts.read().application.all - from) / outcome.requests;
      });
      if (round >= 0) spent.get(copy.way)?.push(cost);
    }
  }
  const bare = spent.get('bare') ?? [];
  return [...spent].map(([way, list]) => {
    const shares = list.map((each, i) => each / (bare[i] ?? Number.NaN) - 1);
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => significant(quantile(shares, share)));
    return { route, way, seconds: significant(quantile(list, 0.5)), added: median, low, high };
  });
}

ensureKoomy(console.log);
ensureInstalled(join(root, 'examples', NAME), console.log);
const running = await startApplication(NAME);
const variables = { ...applications[NAME]?.variables(running), DATABASE_URL: running.databaseUrl };
/** @type {Copy[]} */
const copies = [];
const results = [];
try {
  for (const way of /** @type {const} */ (['bare', 'blind', 'watching', 'bare again']))
    copies.push(await start(way, variables));
  for (const [route, path] of Object.entries(ROUTES)) results.push(...(await compare(copies, route, path)));
} finally {
  for (const copy of copies) await copy.stop();
  await running.stop();
}
console.table(results);
if (values.write) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const file = join(root, 'accuracy', 'agent.json');
  const record = {
    command: 'npm run bench:agent -- --write',
    node: process.versions.node,
    machine,
    rounds,
    requests,
    results,
  };
  writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
  format([file]);
}
process.exit(0);
