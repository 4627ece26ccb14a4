// @ts-check
// What watching costs: CPU time per request and resident memory, for the monitor and for what people install instead, on the smallest
// application and on examples/koomy. Every way is alive at once, in a process of its own; each round asks all of them, in another order, and
// what counts is the difference with the process that nothing watches, in the same round. Then the memory, of processes of their own, after the
// same number of requests. `npm run bench:monitor [-- --rounds 40 --write]`
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startExample } from '../../examples/koomy/dev/start.js';
import { freePort } from '../free-port.js';
import { ensureBuilt, ensureInstalled, root } from '../prepare.js';
import { nodeBinary } from './binary.js';
import { pour } from './sockets.js';

const here = join(root, 'scripts', 'monitor');
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    requests: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '8' },
    node: { type: 'string', default: '24' },
    weighed: { type: 'string', default: '20000' },
    application: { type: 'string', default: 'hello,koomy' },
    ways: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const requests = Number(options.requests);
const connections = Number(options.connections);
/** Rounds that are not counted: the code is not compiled yet. */
const warmUp = 15;
/** Requests before a process is weighed, and how many processes of each way are. */
const weighedAfter = Number(options.weighed);
const WEIGHED = 5;
/** Between the quartiles of the differences of two bare processes, at most: microseconds, and share of what a request costs where that is more. */
const WIDEST = { microseconds: 6, share: 0.05 };

/** @typedef {{ name: string, preload: readonly string[], variables?: Record<string, string> }} Way */
/** @typedef {{ name: string, folder: string, entry: string, path: string, variables: Record<string, string> }} Application */
/** @typedef {{ way: Way, drive: (requests: number) => Promise<void>, ask: (what: 'cpu' | 'memory') => Promise<number>, stop: () => Promise<void>, spent: number[] }} Alive */

/** @type {readonly Way[]} */
const ways = [
  { name: 'nothing', preload: [] },
  { name: 'jauge', preload: ['jauge.js'] },
  { name: 'prom-client', preload: ['prom-client.js'] },
  { name: 'express-prom-bundle', preload: ['express-prom-bundle.js'] },
  { name: 'swagger-stats', preload: ['swagger-stats.js'] },
  {
    name: 'opentelemetry-metrics',
    preload: ['opentelemetry.js'],
    variables: { TRACES: '0', OTEL_TRACES_EXPORTER: 'none' },
  },
  { name: 'opentelemetry', preload: ['opentelemetry.js'], variables: { TRACES: '1' } },
  { name: 'nothing, again', preload: [] },
].filter(
  ({ name }) => options.ways === undefined || name.startsWith('nothing') || options.ways.split(',').includes(name),
);

/**
 * @param {Application} application
 * @param {Way} way
 * @param {string} sink
 * @returns {Promise<Alive>}
 */
async function start(application, way, sink) {
  const port = await freePort();
  const preload = ['control.js', ...way.preload].flatMap((file) => ['--import', join(here, 'ways', file)]);
  const child = spawn(nodeBinary(options.node), ['--expose-gc', ...preload, application.entry], {
    cwd: application.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...application.variables,
      ...way.variables,
      PORT: String(port),
      SINK: sink,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL') console.error(`${way.name} ended (${signal ?? code}).\n${complaint}`);
  });
  const base = new URL(application.path, `http://127.0.0.1:${port}`);
  for (let attempt = 0; ; attempt += 1) {
    if (child.exitCode !== null || attempt > 300) throw new Error(`${way.name} does not start.\n${complaint}`);
    const isThere = await fetch(base).then(
      (response) => response.text().then(() => response.ok),
      () => false,
    );
    if (isThere) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    way,
    drive: (count) => pour(port, connections, application.path, count),
    ask: (what) =>
      new Promise((resolve) => {
        child.once('message', (/** @type {{ cpu?: number, resident?: number }} */ { cpu, resident }) =>
          resolve(cpu ?? resident ?? Number.NaN),
        );
        child.send(what);
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    spent: [],
  };
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Half of the differences lie between these two.
 * @param {readonly number[]} numbers */
function quartiles(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [0.25, 0.75].map((share) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
}

/**
 * @param {Application} application
 * @param {string} sink
 */
async function measure(application, sink) {
  /** @type {Alive[]} */
  const all = [];
  try {
    for (const way of ways) all.push(await start(application, way, sink));
    for (let round = -warmUp; round < rounds; round += 1) {
      for (const alive of shuffled(all, round)) {
        const before = await alive.ask('cpu');
        await alive.drive(requests);
        const after = await alive.ask('cpu');
        if (round >= 0) alive.spent.push((after - before) / requests);
      }
    }
  } finally {
    for (const alive of all) await alive.stop();
  }
  /** @type {Map<string, number>} */
  const weights = new Map();
  for (const way of ways) weights.set(way.name, await weigh(application, way, sink));
  return resultsOf(application, all, weights);
}

/**
 * Resident bytes after some requests, once garbage is gone.
 * @param {Application} application
 * @param {Way} way
 * @param {string} sink
 */
async function weigh(application, way, sink) {
  const resident = [];
  for (let process = 0; process < WEIGHED; process += 1) {
    const alive = await start(application, way, sink);
    try {
      await alive.drive(weighedAfter);
      resident.push(await alive.ask('memory'));
    } catch (cause) {
      throw new Error(`${way.name}, ${process + 1} of ${WEIGHED}, could not be weighed`, { cause });
    } finally {
      // Before the database: a process that still asks would complain of its end, in place of what came first.
      await alive.stop();
    }
  }
  return median(resident);
}

/**
 * Another order each round: what runs first is not always the same.
 * @template T
 * @param {readonly T[]} list
 * @param {number} round
 */
function shuffled(list, round) {
  const turn = ((round % list.length) + list.length) % list.length;
  const turned = [...list.slice(turn), ...list.slice(0, turn)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/**
 * @param {Application} application
 * @param {readonly Alive[]} all
 * @param {ReadonlyMap<string, number>} weights
 */
function resultsOf(application, all, weights) {
  const [bare] = all;
  if (bare === undefined) throw new Error('nothing to compare with');
  // Two processes that nothing watches do not weigh the same: what is added is added to both.
  const bareWeights = [...weights].filter(([name]) => name.startsWith('nothing')).map(([, weight]) => weight);
  const light = bareWeights.reduce((sum, weight) => sum + weight, 0) / bareWeights.length;
  return all.map(({ way, spent }) => {
    const resident = weights.get(way.name) ?? Number.NaN;
    const added = spent.map((each, round) => each - (bare.spent[round] ?? 0));
    const [low, high] = quartiles(added);
    return {
      application: application.name,
      way: way.name,
      rounds,
      requests,
      weighedAfter,
      microsecondsPerRequest: rounded(median(spent)),
      added: rounded(median(added)),
      low: rounded(low ?? 0),
      high: rounded(high ?? 0),
      megabytes: rounded(resident / 2 ** 20),
      addedMegabytes: rounded((resident - light) / 2 ** 20),
    };
  });
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}

// An end that is asked for goes through `exit`, where the example stops its database: nothing may stay behind, to be ended by hand later.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
ensureBuilt(() => undefined);
ensureInstalled(here, console.log);
const sink = createServer((_request, response) => response.end('{}'));
await new Promise((listening) => sink.listen(0, '127.0.0.1', () => listening(undefined)));
const sinkUrl = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (sink.address()).port}`;
const results = [];
if (options.application.includes('hello')) {
  const hello = {
    name: 'hello',
    folder: here,
    entry: join(here, 'ways', 'hello.js'),
    path: '/hello/world',
    variables: {},
  };
  results.push(...(await measure(hello, sinkUrl)));
}
if (options.application.includes('koomy')) {
  ensureInstalled(join(root, 'examples', 'koomy'), console.log);
  const example = await startExample({ size: 2000 });
  try {
    const folder = join(root, 'examples', 'koomy');
    const variables = {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      DATABASE_URL: example.databaseUrl,
      SESSION_SECRET: 'bench',
    };
    const koomy = { name: 'koomy', folder, entry: join(folder, 'dist', 'index.js'), path: '/api/config', variables };
    results.push(...(await measure(koomy, sinkUrl)));
  } finally {
    await example.stop();
  }
}
sink.close();
console.table(results);
// Half of the differences between two processes that nothing watches: wider than this, others were using the machine, and nothing is told.
const isVoid = results.some(
  ({ way, low, high, microsecondsPerRequest }) =>
    way === 'nothing, again' && high - low > Math.max(WIDEST.microseconds, WIDEST.share * microsecondsPerRequest),
);
if (isVoid) console.error('Void: the machine was busy, two bare processes differ too much from round to round.');
if (options.write && !isVoid) {
  const versions = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  // One application may be measured alone: the figures of the other stay.
  const path = join(root, 'accuracy', 'monitor.json');
  /** @type {{ application: string }[]} */
  const known = JSON.parse(readFileSync(path, 'utf8')).results;
  const others = known.filter(({ application }) => results.every((result) => result.application !== application));
  const record = {
    command: 'npm run bench:monitor -- --write',
    node: options.node,
    machine,
    connections,
    versions,
    results: [...others, ...results],
  };
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
}
process.exit(isVoid ? 3 : 0);
