// @ts-check
// How far the theory of pools (src/solve/pool.ts, users.ts) is from simulation, on 96 random models: one class or three × one pool or two, one after
// the other or one inside the other × squared variability of the services 0, ½, 1, 4. `node scripts/pools.js [-- --write]`, ten minutes; --write
// records accuracy/pools.json, which `node scripts/write-readme.js` puts in docs/method.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, saturationOf, simulate, solveOpen, solveUsers } from '../dist/solve/index.js';
import { root } from './prepare.js';

const MODELS = 6;
const REQUESTS = 100_000;
/** Parts of the capacity that simulation finds when there is always somebody in line. */
const LOADS = [0.5, 0.75, 0.9];

let state = 0;
/** Uniform in ]0, 1[ (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
}
/** Uniform on the logarithmic scale. @param {number} low @param {number} high */
const between = (low, high) => low * (high / low) ** random();
/** @param {number} low @param {number} high */
const integer = (low, high) => low + Math.floor(random() * (high - low + 1));
/** @template T @param {number} size @param {(i: number) => T} of @returns {T[]} */
const list = (size, of) => Array.from({ length: size }, (_, i) => of(i));

/** @typedef {{ classes: number, pools: number, variability: number }} Family */

/** Pages that take a connection for one to five queries, and may call a service that takes few at a time. @param {Family} family */
function randomModel({ classes, pools, variability }) {
  /** @param {string} station @param {number} seconds */
  const serve = (station, seconds) => ({
    kind: 'serve',
    station,
    time: { terms: [{ coefficient: seconds, of: [] }] },
    variability,
    tags: [],
  });
  /** @param {string} pool @param {unknown[]} steps */
  const hold = (pool, steps) => ({ kind: 'hold', pool, body: { kind: 'sequence', steps }, tags: [] });
  const nested = random() < 0.5;
  const stations = [
    { id: 'loop', type: 'queue', servers: 1, scope: 'instance' },
    { id: 'connections', type: 'pool', servers: integer(1, 10), scope: 'instance' },
    { id: 'database', type: 'queue', servers: integer(1, 4), scope: 'shared' },
    { id: 'calls', type: 'pool', servers: integer(1, 10), scope: 'instance' },
    { id: 'service', type: 'delay', servers: 1, scope: 'shared' },
  ];
  const routes = list(classes, (i) => {
    const queries = list(integer(1, 5), () => [
      serve('database', between(0.002, 0.02)),
      serve('loop', between(0.0003, 0.002)),
    ]);
    const call = hold('calls', [serve('service', between(0.01, 0.1)), serve('loop', 0.0005)]);
    const inside = [serve('loop', 0.0003), ...queries.flat()];
    const held = hold('connections', pools === 2 && nested ? [...inside, call] : inside);
    const steps = [serve('loop', between(0.001, 0.004)), held, serve('loop', between(0.001, 0.003))];
    if (pools === 2 && !nested) steps.push(call, serve('loop', 0.001));
    return { id: `route ${i}`, activity: { kind: 'sequence', steps } };
  });
  const shares = list(classes, () => between(0.1, 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return {
    model: /** @type {any} */ ({ parameters: [], stations, classes: routes, instances: 1 }),
    mix: Object.fromEntries(routes.map(({ id }, i) => [id, (shares[i] ?? 0) / total])),
    thinkTime: between(0.2, 2),
  };
}

/** Relative errors of theory, all but that of the capacity at each load. @param {ReturnType<typeof randomModel>} model @param {number} seed */
function compare({ model, mix, thinkTime }, seed) {
  const compiled = compile(model, {}, mix);
  /** @param {import('../dist/model/workload.js').Workload} workload */
  const run = (workload) => simulate(compiled, workload, { seed, requests: REQUESTS });
  /** @param {number} users @param {number} think */
  const runUsers = (users, think) => run({ kind: 'closed', users, thinkTime: think, mix });
  const capacity = runUsers(100, 0).throughput;
  const idle = solveOpen(compiled, 1e-6, 0.95).responseTime;
  const loads = LOADS.map((load) => {
    const users = Math.max(2, Math.round((load + 0.1) * capacity * (thinkTime + idle)));
    const theory = solveOpen(compiled, load * capacity, 0.95);
    const truth = run({ kind: 'open', rate: load * capacity, mix });
    const found = solveUsers(compiled, users, thinkTime, 0.95);
    const crowd = runUsers(users, thinkTime);
    return {
      throughput: found.throughput / crowd.throughput - 1,
      closed: found.responseTime / crowd.responseTime - 1,
      open: theory.responseTime / truth.responseTime - 1,
      percentile: theory.percentileTime / truth.percentileTime - 1,
      doubted: !theory.stable || (theory.doubts ?? []).length > 0,
    };
  });
  return { capacity: saturationOf(compiled) / capacity - 1, loads };
}

/** @param {readonly number[]} errors */
function sizeOf(errors) {
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  return { cases: sizes.length, median: sizes[Math.floor(sizes.length / 2)] ?? 0, worst: sizes.at(-1) ?? 0 };
}

const families = [1, 3].flatMap((classes) =>
  [1, 2].flatMap((pools) => [0, 0.5, 1, 4].map((variability) => ({ classes, pools, variability }))),
);
const compared = families.map((family, f) => {
  const errors = list(MODELS, (i) => {
    state = 1000 * f + i;
    return compare(randomModel(family), i);
  });
  const loads = errors.flatMap((of) => of.loads);
  const { classes, pools, variability } = family;
  const result = {
    name: `${classes === 1 ? 'one class' : 'three classes'}, ${pools === 1 ? 'one pool' : 'two pools'}, c² = ${variability}`,
    capacity: sizeOf(errors.map(({ capacity }) => capacity)),
    throughput: sizeOf(loads.map(({ throughput }) => throughput)),
    closed: sizeOf(loads.map(({ closed }) => closed)),
    open: sizeOf(loads.map(({ open }) => open)),
    percentile: sizeOf(loads.map(({ percentile }) => percentile)),
  };
  const shown = Object.entries(result).flatMap(([what, of]) =>
    typeof of === 'string' ? [] : [`${what} ${(100 * of.median).toFixed(1)} / ${(100 * of.worst).toFixed(1)}`],
  );
  console.log(`${result.name}: ${shown.join(', ')} (median / worst, %)`);
  return { result, loads };
});
const all = compared.flatMap(({ loads }) => loads);
const doubts = {
  without: sizeOf(all.filter(({ doubted }) => !doubted).map(({ open }) => open)),
  with: sizeOf(all.filter(({ doubted }) => doubted).map(({ open }) => open)),
};
console.log(doubts);
if (process.argv.includes('--write')) {
  const record = {
    command: 'node scripts/pools.js -- --write',
    node: process.versions.node,
    models: MODELS * families.length,
    requests: REQUESTS,
    families: compared.map(({ result }) => result),
    doubts,
  };
  const rounded = (/** @type {string} */ _, /** @type {unknown} */ value) =>
    typeof value === 'number' ? Number(value.toPrecision(3)) : value;
  writeFileSync(join(root, 'accuracy', 'pools.json'), `${JSON.stringify(record, rounded, 2)}\n`);
}
