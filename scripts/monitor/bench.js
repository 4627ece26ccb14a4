// @ts-check
// What watching costs: CPU time per request and resident memory, for the monitor and for what people install instead, on the smallest
// application and on examples/koomy. Every way is alive at once, in a process of its own; they are asked in turn, a few requests at a time, in a
// random order, and compared within the same stretch of turns with the two processes that nothing watches. Then they are weighed, and all is
// started anew, because two processes of one program differ. Linux, two cores. `npm run bench:monitor [-- --application koomy --write]`
//
// All have the same space for young objects (`--young`, megabytes on each half): V8 doubles it by chance, which shifts both columns.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startExample } from '../../examples/koomy/dev/start.js';
import { openSpeedProbe } from '../accuracy/speed.js';
import { ensureBuilt, ensureInstalled, root } from '../prepare.js';
import { start } from './alive.js';
import { addedBy, mean, median, midmean } from './pooled.js';

/** @typedef {import('./alive.js').Application} Application */
/** @typedef {import('./alive.js').Way} Way */

const here = join(root, 'scripts', 'monitor');
const { values: options } = parseArgs({
  options: {
    generations: { type: 'string', default: '5' },
    stretches: { type: 'string', default: '24' },
    turns: { type: 'string', default: '20' },
    connections: { type: 'string', default: '8' },
    young: { type: 'string', default: '16' },
    node: { type: 'string', default: '24' },
    application: { type: 'string', default: 'hello,koomy' },
    ways: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
/** How many times all is started anew; stretches in each; turns in a stretch. */
const generations = Number(options.generations);
const stretches = Number(options.stretches);
const turns = Number(options.turns);
/** How far from nothing the 95 % interval between two bare processes may reach: microseconds at the reference speed, or share of a request where that is more. */
const WIDEST = { microseconds: 6, share: 0.015 };
const BARE = ['nothing', 'nothing, again'];
/** What costs tens of percent needs fewer turns than what costs one: one in so many. */
const HEAVY = 5;

/** @type {readonly Way[]} */
const ways = [
  { name: 'nothing', preload: [] },
  { name: 'nothing, again', preload: [] },
  { name: 'jauge', preload: ['jauge.js'] },
  { name: 'prom-client', preload: ['prom-client.js'] },
  { name: 'express-prom-bundle', preload: ['express-prom-bundle.js'], every: HEAVY },
  { name: 'swagger-stats', preload: ['swagger-stats.js'], every: HEAVY },
  {
    name: 'opentelemetry-metrics',
    preload: ['opentelemetry.js'],
    every: HEAVY,
    variables: { TRACES: '0', OTEL_TRACES_EXPORTER: 'none' },
  },
  { name: 'opentelemetry', preload: ['opentelemetry.js'], every: HEAVY, variables: { TRACES: '1' } },
].filter(({ name }) => options.ways === undefined || BARE.includes(name) || options.ways.split(',').includes(name));

/**
 * All ways once, from their start to their end: for each, the CPU microseconds of a request in each stretch, and the resident bytes.
 * @param {Application} application
 * @param {ReturnType<typeof openSpeedProbe>} probe
 * @param {string} sink
 */
async function generation(application, probe, sink) {
  const conditions = { node: options.node, young: options.young, connections: Number(options.connections), sink };
  /** @type {import('./alive.js').Alive[]} */
  const all = [];
  try {
    for (const way of ways) all.push(await start(application, way, conditions));
    for (const alive of all) await alive.spend(application.uncounted);
    /** @type {Record<string, number[]>} */
    const costs = Object.fromEntries(ways.map(({ name }) => [name, []]));
    const slowness = [];
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      for (const [name, microseconds] of await stretchOf(all, application.turn)) costs[name]?.push(microseconds);
      slowness.push(await probe.slowness());
    }
    /** @type {Record<string, number>} */
    const weights = {};
    for (const { way, weigh } of all) weights[way.name] = await weigh();
    return { costs, slowness, weights };
  } finally {
    for (const { stop } of all) await stop();
  }
}

/**
 * Turns of all ways: the CPU microseconds of a request of each.
 * @param {readonly import('./alive.js').Alive[]} all
 * @param {number} requests
 */
async function stretchOf(all, requests) {
  /** @type {Map<string, number[]>} */
  const spent = new Map(all.map(({ way }) => [way.name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { way, spend } of shuffled(all.filter(({ way: { every = 1 } }) => turn % every === 0))) {
      spent.get(way.name)?.push((await spend(requests)) / requests);
    }
  }
  return [...spent].map(([name, each]) => /** @type {const} */ ([name, mean(each)]));
}

/** In a random order. @template T @param {readonly T[]} list @returns {T[]} */
function shuffled(list) {
  return list
    .map((each) => ({ each, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}

/**
 * @param {Application} application
 * @param {string} sink
 */
async function measure(application, sink) {
  const probe = openSpeedProbe();
  /** @type {Awaited<ReturnType<typeof generation>>[]} */
  const lives = [];
  for (let life = 0; life < generations; life += 1) {
    lives.push(await generation(application, probe, sink));
    const [bare, again, watched] = ways.map(({ name }) => midmean(lives.at(-1)?.costs[name] ?? []).toFixed(1));
    console.error(`${application.name} ${life + 1}/${generations}: ${bare}, ${again}, ${watched} µs`);
  }
  probe.close();
  return resultsOf(application.name, lives);
}

/**
 * @param {string} application
 * @param {readonly Awaited<ReturnType<typeof generation>>[]} lives
 */
function resultsOf(application, lives) {
  const costs = lives.map((life) => life.costs);
  const slowness = median(lives.flatMap((life) => life.slowness));
  /** What a bare request costs at the reference speed. */
  const whole = median(costs.flatMap((each) => BARE.flatMap((name) => each[name] ?? []))) / slowness;
  return ways.map(({ name }) => {
    const [reference] = BARE;
    // The second bare process is compared with the first alone, all others with both.
    const share = addedBy(costs, name, BARE.includes(name) ? [reference ?? ''] : BARE);
    const light = lives.map(({ weights }) => mean(BARE.map((each) => weights[each] ?? Number.NaN)));
    const added = lives.map(({ weights }, life) => (weights[name] ?? Number.NaN) - (light[life] ?? Number.NaN));
    return {
      application,
      way: name,
      slowness: rounded(slowness, 2),
      microsecondsPerRequest: rounded(whole * (1 + share.cost)),
      added: rounded(whole * share.cost),
      low: rounded(whole * share.low),
      high: rounded(whole * share.high),
      megabytes: rounded(median(lives.map(({ weights }) => weights[name] ?? Number.NaN)) / 2 ** 20),
      addedMegabytes: rounded(median(added) / 2 ** 20),
      lowMegabytes: rounded(Math.min(...added) / 2 ** 20),
      highMegabytes: rounded(Math.max(...added) / 2 ** 20),
    };
  });
}

/** @param {number} value @param {number} [digits] */
function rounded(value, digits = 1) {
  return Number(value.toFixed(digits));
}

/** Two processes that nothing watches differ by less than what is claimed of the others, surely. @param {readonly ReturnType<typeof resultsOf>[number][]} results */
function isSound(results) {
  const widths = results
    .filter(({ way }) => way === BARE[1])
    .map(({ low, high, microsecondsPerRequest }) => ({
      reach: Math.max(-low, high),
      allowed: Math.max(WIDEST.microseconds, WIDEST.share * microsecondsPerRequest),
    }));
  return widths.every(({ reach, allowed }) => reach <= allowed);
}

// An end that is asked for goes through `exit`, where the example stops its database: nothing may stay behind, to be ended by hand later.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
ensureBuilt(() => undefined);
ensureInstalled(here, console.log);
// What is started from here has the other core than the servers.
execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' });
const sink = createServer((_request, response) => response.end('{}'));
await new Promise((listening) => sink.listen(0, '127.0.0.1', () => listening(undefined)));
const sinkUrl = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (sink.address()).port}`;
const results = [];
if (options.application.includes('hello')) {
  const entry = join(here, 'ways', 'hello.js');
  const hello = {
    name: 'hello',
    folder: here,
    entry,
    path: '/hello/world',
    variables: {},
    turn: 150,
    uncounted: 30_000,
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
    const entry = join(folder, 'dist', 'index.js');
    const koomy = { name: 'koomy', folder, entry, path: '/api/config', variables, turn: 24, uncounted: 12_000 };
    results.push(...(await measure(koomy, sinkUrl)));
  } finally {
    await example.stop();
  }
}
sink.close();
console.table(results);
if (!isSound(results)) console.error('Void: two bare processes differ by more than what is claimed of the others.');
else if (options.write) keep();

/** One application may be measured alone: the figures of the other stay. */
function keep() {
  const path = join(root, 'accuracy', 'monitor.json');
  /** @type {{ applications: { application: string }[], results: { application: string }[] }} */
  const known = JSON.parse(readFileSync(path, 'utf8'));
  const names = new Set(results.map(({ application }) => application));
  /** @template {{ application: string }} T @param {readonly T[]} list */
  const others = (list) => list.filter(({ application }) => !names.has(application));
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const { node, young, connections } = options;
  const conditions = { node, machine, young, connections, generations, stretches, turns };
  const record = {
    command: 'npm run bench:monitor -- --write',
    versions: JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies,
    applications: [
      ...others(known.applications ?? []),
      ...[...names].map((application) => ({ application, ...conditions })),
    ],
    results: [...others(known.results), ...results],
  };
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
}
process.exit(isSound(results) ? 0 : 3);
