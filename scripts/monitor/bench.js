// @ts-check
// What watching costs: CPU time per request and resident memory, for the monitor and for what people install instead, on the smallest
// application and on examples/koomy. Every way is alive at once, in a process of its own; they are asked in turn, a few requests at a time, in a
// random order, and compared within the same stretch of turns with the two processes that nothing watches. Then they are weighed, and all is
// started anew, because two processes of one program differ. Linux, two cores. `npm run bench:monitor [-- --application koomy --write]`
//
// They differ by ten percent on a large application, and for as long as they live. With `--toggled`, the monitor alone is ended and begun again in
// its process, as nothing is in two others, and each is compared with itself: the same rule says whether the two that have nothing are alike. What
// stays of an ended monitor, a middleware that passes and methods that pass calls on, is not in that figure; what ending and beginning it undoes
// of the compiled code is.
//
// A turn is a few milliseconds of requests, unless `--longer` multiplies it: what is found must not hang on its length.
//
// All have the same space for young objects (`--young`, megabytes on each half): V8 doubles it by chance, which shifts both columns. A figure is
// sound only where two bare processes are alike, and is void otherwise: for each request, and for memory.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled, root } from '../prepare.js';
import { eachApplication } from './applications.js';
import { livesOf } from './lives.js';
import { midmean } from './pooled.js';
import { BARE, timesOf, weightsOf } from './verdict.js';

/** @typedef {import('./alive.js').Way} Way */

const here = join(root, 'scripts', 'monitor');
const { values: options } = parseArgs({
  options: {
    generations: { type: 'string', default: '16' },
    stretches: { type: 'string', default: '8' },
    turns: { type: 'string', default: '20' },
    longer: { type: 'string', default: '1' },
    connections: { type: 'string', default: '8' },
    young: { type: 'string', default: '16' },
    node: { type: 'string', default: '24' },
    application: { type: 'string', default: 'hello,koomy' },
    ways: { type: 'string' },
    toggled: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const conditions = {
  node: options.node,
  young: options.young,
  connections: Number(options.connections),
  isToggled: options.toggled,
  generations: Number(options.generations),
  stretches: Number(options.stretches),
  turns: Number(options.turns),
  longer: Number(options.longer),
};
/** What costs tens of percent needs fewer turns than what costs one: one in so many. */
const HEAVY = 5;

/** @type {readonly Way[]} */
const toggledWays = [...BARE, 'jauge'].map((name) => ({
  name,
  preload: ['toggle.js'],
  variables: { TOGGLED: name === 'jauge' ? 'jauge' : 'nothing' },
}));
/** @type {readonly Way[]} */
const separateWays = [
  ...BARE.map((name) => ({ name, preload: [] })),
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
const ways = options.toggled ? toggledWays : separateWays;
const names = ways.map(({ name }) => name);

// An end that is asked for goes through `exit`, where the example stops its database: nothing may stay behind, to be ended by hand later.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
ensureBuilt(() => undefined);
ensureInstalled(here, console.log);
// What is started from here has the other core than the servers.
execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' });
const sink = createServer((_request, response) => response.end('{}'));
await new Promise((listening) => sink.listen(0, '127.0.0.1', () => listening(undefined)));
const address = /** @type {import('node:net').AddressInfo} */ (sink.address());
/** @type {ReturnType<typeof timesOf>} */
const times = [];
/** @type {ReturnType<typeof weightsOf>} */
const weights = [];
await eachApplication(options.application, async (application) => {
  const asked = { ...conditions, sink: `http://127.0.0.1:${address.port}` };
  const lives = await livesOf(application, ways, asked, ({ costs }, number) => {
    for (const [work, each] of Object.entries(costs)) {
      const told = names.map((name) => midmean(each[name] ?? []).toFixed(1)).join(', ');
      console.error(`${application.name} ${number}/${conditions.generations}, ${work}: ${told} µs`);
    }
  });
  times.push(...timesOf(application.name, names, lives));
  weights.push(...weightsOf(application.name, names, lives));
});
sink.close();
console.table(times);
console.table(
  weights.flatMap(({ collected, released, ...whose }) => [
    { ...whose, reading: 'collected', ...collected },
    { ...whose, reading: 'released', ...released },
  ]),
);
const voids = [
  ...new Set([
    ...times.filter(({ isSound }) => !isSound).map(({ application, request }) => `${application}, ${request}`),
    ...weights.filter(({ isSound }) => !isSound).map(({ application }) => `${application}, memory`),
  ]),
];
for (const which of voids)
  console.error(`Void: ${which}: two bare processes differ by more than what is claimed of the others.`);
if (options.write) keep();

/** Applications of which something is sound, what is void in them marked; the others stay as they were. */
function keep() {
  const path = join(root, 'accuracy', 'monitor.json');
  /** @type {{ applications: { application: string }[], results: typeof times, memory: typeof weights }} */
  const known = JSON.parse(readFileSync(path, 'utf8'));
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const kept = new Set(times.filter(({ isSound }) => isSound).map(({ application }) => application));
  /** @template {{ application: string }} T @param {readonly T[]} before @param {readonly T[]} now */
  const renewed = (before, now) => [
    ...before.filter(({ application }) => !kept.has(application)),
    ...now.filter(({ application }) => kept.has(application)),
  ];
  const record = {
    command: 'npm run bench:monitor -- --write',
    versions: JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies,
    applications: renewed(
      known.applications,
      [...kept].map((application) => ({ application, machine, ...conditions })),
    ),
    results: renewed(known.results, times),
    memory: renewed(known.memory, weights),
  };
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
}
process.exit(voids.length === 0 ? 0 : 3);
