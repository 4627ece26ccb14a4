// @ts-check
// How far the analytic method of pools (src/solve/pool.ts, users.ts) is from long simulations of random models: one class or three × one pool
// or two × squared variability of services × 6 seeds, pools of 1 to 10, at three loads, open and closed, and when all tokens turn round.
// `node scripts/pools.js [-- --write]`: ten minutes; --write records accuracy/pools.json, whose table write-readme.js puts in docs/method.md.
import { writeFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, saturationOf, shadowPool, simulate, solveOpen, solveUsers } from '../dist/solve/index.js';
import { root } from './prepare.js';

const MODELS = 6;
const REQUESTS = Number(process.env.REQUESTS ?? 200_000);
const LOADS = [0.5, 0.75, 0.9];

let state = 0;
/** Uniform in ]0, 1[ (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
}
/** @param {number} low @param {number} high */
const between = (low, high) => low * (high / low) ** random();
/** @param {number} low @param {number} high */
const integer = (low, high) => low + Math.floor(random() * (high - low + 1));
/** @template T @param {number} size @param {(i: number) => T} of @returns {T[]} */
const list = (size, of) => Array.from({ length: size }, (_, i) => of(i));

/** @typedef {{ classes: number, pools: number, variability: number }} Family */

/** @param {Family} family */
function randomModel({ classes, pools, variability }) {
  /** @param {string} station @param {number} seconds */
  const serve = (station, seconds) => ({
    kind: /** @type {const} */ ('serve'),
    station,
    time: { terms: [{ coefficient: seconds, of: [] }] },
    variability,
    tags: [],
  });
  /** @param {unknown[]} steps @returns {any} */
  const sequence = (steps) => ({ kind: 'sequence', steps });
  /** @param {string} pool @param {unknown[]} steps */
  const hold = (pool, steps) => ({ kind: 'hold', pool, body: sequence(steps), tags: [] });
  const nested = random() < 0.5;
  const stations = [
    { id: 'loop', type: 'queue', servers: 1, scope: 'instance' },
    { id: 'connections', type: 'pool', servers: integer(1, 10), scope: 'instance' },
    { id: 'database', type: 'queue', servers: integer(1, 4), scope: 'shared' },
    { id: 'calls', type: 'pool', servers: integer(1, 10), scope: 'instance' },
    { id: 'service', type: 'delay', servers: 1, scope: 'shared' },
  ];
  const routes = list(classes, (i) => {
    const queries = list(integer(1, 5), () => [serve('database', between(0.002, 0.02)), serve('loop', between(0.0003, 0.002))]);
    const call = hold('calls', [serve('service', between(0.01, 0.1)), serve('loop', 0.0005)]);
    const inside = [serve('loop', 0.0003), ...queries.flat()];
    const held = pools === 2 && nested ? [...inside, call] : inside;
    const steps = [serve('loop', between(0.001, 0.004)), hold('connections', held), serve('loop', between(0.001, 0.003))];
    if (pools === 2 && !nested) steps.push(call, serve('loop', 0.001));
    return { id: `route ${i}`, activity: sequence(steps) };
  });
  const shares = list(classes, () => between(0.1, 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return {
    model: /** @type {any} */ ({ parameters: [], stations, classes: routes, instances: 1 }),
    mix: Object.fromEntries(routes.map(({ id }, i) => [id, (shares[i] ?? 0) / total])),
    thinkTime: between(0.2, 2),
  };
}

const CACHE = process.env.CACHE;
let cache = CACHE && existsSync(CACHE) ? JSON.parse(readFileSync(CACHE, 'utf8')) : {};

const families = [1, 3].flatMap((classes) =>
  [1, 2].flatMap((pools) => [0, 0.5, 1, 4].map((variability) => ({ classes, pools, variability }))),
);
function truthOf(f, i, { model, mix, thinkTime }) {
  const key = `${f} ${i} ${REQUESTS}`;
  if (cache[key]) return cache[key];
  const compiled = compile(model, {}, mix);
  const brief = ({ throughput, responseTime, percentileTime, classes, stations }) => ({ throughput, responseTime, percentileTime, classes, stations });
  const closed = (/** @type {number} */ users, /** @type {number} */ think, requests = REQUESTS) =>
    brief(simulate(compiled, { kind: 'closed', users, thinkTime: think, mix }, { seed: i, requests }));
  const ceiling = closed(100, 0, REQUESTS).throughput;
  const idle = solveOpen(compiled, 1e-6, 0.95).responseTime;
  const loads = LOADS.map((load) => {
    const rate = load * ceiling;
    const users = Math.max(2, Math.round((load + 0.1) * ceiling * (thinkTime + idle)));
    return { load, rate, users, open: brief(simulate(compiled, { kind: 'open', rate, mix }, { seed: i, requests: REQUESTS })), closed: closed(users, thinkTime) };
  });
  cache[key] = { ceiling, loads };
  if (CACHE) writeFileSync(CACHE, JSON.stringify(cache));
  return cache[key];
}
/** @param {readonly number[]} values */
function shown(values) {
  const size = values.map(Math.abs).sort((a, b) => a - b);
  const worst = values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  const percent = (/** @type {number} */ value) => `${(100 * value).toFixed(1)}`;
  return `${percent(size[Math.floor(size.length / 2)] ?? 0)} / ${worst > 0 ? '+' : ''}${percent(worst)}`.padStart(14);
}
families.forEach((family, f) => {
  const errors = {};
  const add = (what, found, exact) => {
    (errors[what] ??= []).push(found / exact - 1);
  };
  for (let i = 0; i < MODELS; i++) {
    state = 1000 * f + i;
    const of = randomModel(family);
    const { model, mix, thinkTime } = of;
    const truth = truthOf(f, i, of);
    const compiled = compile(model, {}, mix);
    add('ceiling', saturationOf(compiled), truth.ceiling);
    const line = [(saturationOf(compiled) / truth.ceiling - 1).toFixed(3)];
    for (const at of truth.loads) {
      const theory = solveOpen(compiled, at.rate, 0.95);
      add(`R${at.load}`, theory.responseTime, at.open.responseTime);
      add(`p${at.load}`, theory.percentileTime, at.open.percentileTime);
      const found = solveUsers(compiled, at.users, thinkTime, 0.95);
      add(`cX${at.load}`, found.throughput, at.closed.throughput);
      add(`cR${at.load}`, found.responseTime, at.closed.responseTime);
      line.push((theory.responseTime / at.open.responseTime - 1).toFixed(3), (found.responseTime / at.closed.responseTime - 1).toFixed(3));
    }
    if (process.env.VERBOSE) console.log('   ', compiled.stations.map(({ servers }) => servers).join(' '), line.join(' '));
  }
  console.log(`${family.classes} ${family.pools} ${family.variability}`.padEnd(8), Object.entries(errors).map(([w, v]) => `${w} ${shown(v)}`).join(' | '));
});
