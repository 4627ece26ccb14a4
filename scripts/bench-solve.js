// @ts-check
// Speed of jauge/solve on a 15-station, 40-class application; CPU time of the built code, medians. `npm run bench:solve [-- --write]`; --write
// records the figures in accuracy/solve.json, which `node scripts/write-readme.js` puts in README.md and docs/method.md.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  capacityBySimulation,
  capacityOf,
  compile,
  sampleCapacity,
  sensitivitiesOf,
  simulate,
  solveOpen,
} from '../dist/solve/index.js';
import { root } from './prepare.js';

const source = { provenance: /** @type {const} */ ('assumed') };
const parameters = Array.from({ length: 30 }, (_, i) => ({
  id: `cost ${i}`,
  unit: 's',
  range: { low: 0.5, typical: 1, high: 2, source },
}));

/** @param {string} station @param {number} seconds @param {number} variability @param {number} parameter */
const serve = (station, seconds, variability, parameter) => ({
  kind: /** @type {const} */ ('serve'),
  station,
  time: { terms: [{ coefficient: seconds, of: [`cost ${parameter % 30}`] }] },
  variability,
  tags: [station],
});

/** @param {number} classes */
function application(classes) {
  const services = Array.from({ length: 9 }, (_, i) => `service:${i}`);
  const stations = [
    { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance', slice: 0.1 },
    { id: 'threads', type: 'queue', servers: 4, scope: 'instance' },
    { id: 'connections', type: 'pool', servers: 10, scope: 'instance' },
    { id: 'database', type: 'queue', servers: 2, scope: 'shared' },
    { id: 'disk', type: 'queue', servers: 4, scope: 'shared' },
    { id: 'network', type: 'delay', servers: 1, scope: 'shared' },
    ...services.map((id) => ({ id, type: 'delay', servers: 1, scope: 'shared' })),
  ];
  /** @param {number} i @param {number} q */
  const query = (i, q) => ({
    kind: 'hold',
    pool: 'connections',
    tags: ['query'],
    body: {
      kind: 'sequence',
      steps: [serve('network', 0.0006, 0, i), serve('database', 0.0004 * (1 + ((i + q) % 5)), 1, i + q)],
    },
  });
  const routes = Array.from({ length: classes }, (_, i) => {
    /** @type {unknown[]} */
    const steps = [serve('event-loop', 0.0004, 0.2, i)];
    for (let q = 0; q < 1 + (i % 4); q++) steps.push(query(i, q), serve('event-loop', 0.0003, 0.2, i + q));
    if (i % 8 === 3) steps.push(serve(`service:${i % 9}`, 0.2, 0.1, i), serve('event-loop', 0.0003, 0.2, i));
    if (i % 20 === 7) steps.push(serve('event-loop', 0.3, 0, i));
    if (i % 10 === 5) steps.push(serve('threads', 0.003, 0.5, i));
    return { id: `route ${i}`, activity: { kind: 'sequence', steps } };
  });
  const weight = routes.map((_, i) => (i % 20 === 7 ? 0.2 : 1));
  const total = weight.reduce((sum, w) => sum + w, 0);
  const model = /** @type {any} */ ({ parameters, stations, classes: routes, instances: 1 });
  return { model, mix: Object.fromEntries(routes.map(({ id }, i) => [id, (weight[i] ?? 0) / total])) };
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds of CPU that something takes: the median of so many times, after one that does not count. @template T @param {string} what @param {number} times @param {() => T} run */
function measure(what, times, run) {
  let result = run();
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(start);
    taken.push((user + system) / 1000);
  }
  const milliseconds = median(taken);
  console.log(`${what.padEnd(64)} ${milliseconds.toFixed(2).padStart(10)} ms of CPU`);
  return { result, milliseconds };
}

/** @type {import('../dist/model/objective.js').Objective} */
const objective = { percentile: 0.95, responseTime: 1, errors: 0.01, judges: 'each class' };
const { model, mix } = application(40);
const values = Object.fromEntries(parameters.map(({ id }) => [id, 1]));
const compiled = compile(model, values, mix);
/** Four fifths of the analytic capacity, requests/s. */
const load = /** @type {const} */ ({ kind: 'open', rate: 81, mix });

/** One run of a process of its own: CPU seconds, events, most memory. @param {number} requests */
function alone(requests) {
  const words = [fileURLToPath(import.meta.url), '--run', `${requests}`];
  const runs = Array.from({ length: 3 }, () =>
    JSON.parse(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout),
  );
  const of = (/** @type {string} */ what) => median(runs.map((run) => run[what]));
  return { requests, events: of('events'), cpuSeconds: of('cpuSeconds'), megabytes: of('megabytes') };
}

function runAlone(/** @type {number} */ requests) {
  const start = process.cpuUsage();
  const { events } = simulate(compiled, load, { seed: 1, requests, maximumEvents: 1e9 });
  const { user, system } = process.cpuUsage(start);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ events, cpuSeconds: (user + system) / 1e6, megabytes }));
}

function bench() {
  const compiling = measure('compile, 15 stations, 40 classes', 20, () => compile(model, { ...values }, mix));
  const analytic = measure('capacity, analytic (target 5 ms)', 40, () => capacityOf(compiled, objective));
  const found = analytic.result;
  console.log(`  ${found.throughput.toFixed(1)} requests/s, ${found.limitingClass}, ${found.station}, ${found.reason}`);
  const solving = measure('one open solve', 50, () => solveOpen(compiled, load.rate, 0.95));
  const simulated = measure('capacity, simulated (target 300 ms)', 7, () =>
    capacityBySimulation(compiled, objective, { seed: 1, start: found.throughput }),
  );
  const { throughput, confidence } = simulated.result;
  console.log(`  ${throughput.toFixed(1)} requests/s (${confidence.low.toFixed(0)} to ${confidence.high.toFixed(0)})`);
  const run = measure('simulation of 500 000 requests', 7, () =>
    simulate(compiled, load, { seed: 1, requests: 500_000 }),
  );
  const eventsPerSecond = run.result.events / (run.milliseconds / 1000);
  console.log(`  ${(eventsPerSecond / 1e6).toFixed(1)} million events per CPU second (target 5, aim 10)`);
  const large = application(100);
  const draws = measure('200 draws, 100 classes (target 400 ms)', 3, () =>
    sampleCapacity(large.model, large.mix, objective, { samples: 200, seed: 1 }),
  );
  const sensitivities = measure('30 sensitivities, 100 classes (target 200 ms)', 3, () =>
    sensitivitiesOf(large.model, large.mix, objective),
  );
  console.log('each in a process of its own:');
  const growth = [250_000, 500_000, 1_000_000, 2_000_000].map(alone);
  for (const { requests, events, cpuSeconds, megabytes } of growth) {
    console.log(
      `  ${requests} requests: ${cpuSeconds.toFixed(2)} s of CPU, ${(events / cpuSeconds / 1e6).toFixed(1)} million events per CPU second, ${megabytes.toFixed(0)} MB at most`,
    );
  }
  return {
    compileMilliseconds: compiling.milliseconds,
    analyticCapacityMilliseconds: analytic.milliseconds,
    analyticCapacity: found.throughput,
    openSolveMilliseconds: solving.milliseconds,
    simulatedCapacityMilliseconds: simulated.milliseconds,
    simulatedCapacity: throughput,
    eventsPerCpuSecond: eventsPerSecond,
    drawsMilliseconds: draws.milliseconds,
    sensitivitiesMilliseconds: sensitivities.milliseconds,
    growth,
  };
}

if (process.argv[2] === '--run') runAlone(Number(process.argv[3]));
else {
  const results = bench();
  if (process.argv.includes('--write')) {
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
    const record = { command: 'npm run bench:solve -- --write', node: process.versions.node, machine, ...results };
    const rounded = (/** @type {string} */ _, /** @type {unknown} */ value) =>
      typeof value === 'number' ? Number(value.toPrecision(4)) : value;
    writeFileSync(join(root, 'accuracy', 'solve.json'), `${JSON.stringify(record, rounded, 2)}\n`);
  }
}
