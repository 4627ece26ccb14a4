// @ts-check
// Speed of jauge/solve on a 15-station, 40-class application; CPU time, built code. Run `npm run build` first.
import {
  capacityBySimulation,
  capacityOf,
  compile,
  sampleCapacity,
  sensitivitiesOf,
  simulate,
  solveOpen,
} from '../dist/solve/index.js';

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

/** @template T @param {string} what @param {number} times @param {() => T} run @returns {{ result: T, milliseconds: number }} */
function measure(what, times, run) {
  let result = run();
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) result = run();
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000 / times;
  console.log(`${what.padEnd(64)} ${milliseconds.toFixed(2).padStart(10)} ms of CPU`);
  return { result, milliseconds };
}

const { model, mix } = application(40);
const values = Object.fromEntries(parameters.map(({ id }) => [id, 1]));
/** @type {import('../dist/model/objective.js').Objective} */
const objective = { percentile: 0.95, responseTime: 1, errors: 0.01, judges: 'each class' };
const compiled = measure('compile, 15 stations, 40 classes', 20, () => compile(model, values, mix)).result;
const found = measure('capacity, analytic (target 5 ms)', 20, () => capacityOf(compiled, objective)).result;
console.log(`  ${found.throughput.toFixed(1)} requests/s, ${found.station}, ${found.reason}`);
measure('one open solve', 50, () => solveOpen(compiled, found.throughput * 0.8, 0.95));
const load = /** @type {const} */ ({ kind: 'open', rate: found.throughput * 0.8, mix });
const run = measure('simulation of 100 000 requests', 3, () =>
  simulate(compiled, load, { seed: 1, requests: 100_000 }),
);
console.log(`  ${(run.result.events / run.milliseconds / 1000).toFixed(1)} million events per CPU second (target 5)`);
const simulated = measure('capacity, simulated (target 300 ms)', 2, () =>
  capacityBySimulation(compiled, objective, { seed: 1, start: found.throughput }),
).result;
console.log(`  ${simulated.throughput.toFixed(1)} requests/s`);
const large = application(100);
measure('200 draws, 100 classes (target 400 ms)', 2, () =>
  sampleCapacity(large.model, large.mix, objective, { samples: 200, seed: 1 }),
);
measure('30 sensitivities, 100 classes (target 200 ms)', 2, () => sensitivitiesOf(large.model, large.mix, objective));
