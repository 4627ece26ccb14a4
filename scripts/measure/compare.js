// @ts-check
// What an estimate is worth once routes are measured, on the stored measurements of the accuracy record: each route's CPU time, measured alone, in;
// capacity, utilizations and response times of the mixes, measured apart, compared: node scripts/measure/compare.js [NAME…] [--keep]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { settingsOf } from '../accuracy/predict.js';
import { root } from '../accuracy/record.js';
import { builtStages } from '../accuracy/stages.js';
import { median } from '../accuracy/statistics.js';

/** @typedef {import('../accuracy/record.js').Corpus} Corpus */

/**
 * The record of the routes as a measurement of the machine that ran the mixes too: its speed then cancels out.
 * @param {Corpus} corpus
 * @param {number} slowness
 * @returns {import('../../src/model/measurement.ts').Measurement}
 */
function measurementOf(corpus, slowness) {
  /** @type {Record<string, import('../../src/model/measurement.ts').MeasuredRoute>} */
  const routes = {};
  for (const { id, runs } of corpus.routes) {
    const at = (/** @type {'applicationCpu' | 'loopCpu' | 'databaseCpu'} */ of) => {
      const values = runs.map((run) => run[of]).sort((a, b) => a - b);
      const typical = median(values);
      const spread =
        values.length > 1 ? [values[0] ?? typical, values.at(-1) ?? typical] : [typical * 0.9, typical * 1.1];
      const [low = typical, high = typical] = spread;
      return {
        low,
        typical,
        high,
        count: runs.reduce((sum, run) => sum + run.requests, 0),
        way: /** @type {const} */ ('drive'),
      };
    };
    routes[id] = {
      requests: at('loopCpu').count,
      cpu: at('applicationCpu'),
      loopCpu: at('loopCpu'),
      databaseCpu: at('databaseCpu'),
    };
  }
  const speed = {
    low: slowness * 0.95,
    typical: slowness,
    high: slowness * 1.05,
    count: 1,
    way: /** @type {const} */ ('drive'),
  };
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version: '0.1.0' },
    date: corpus.date,
    ways: [],
    machine: { ...corpus.machine, node: corpus.node, slowness: speed, serves: true },
    routes,
  };
}

const stages = await builtStages();
const { simulate } = await import(pathToFileURL(join(root, 'dist', 'solve', 'index.js')).href);
const names = process.argv.slice(2).filter((word) => word !== '--keep');
const files = readdirSync(join(root, 'accuracy', 'corpus')).filter((name) => name.endsWith('.json'));
/** @type {{ capacity: number[], utilization: number[], half: number[] }} */
const errors = { capacity: [], utilization: [], half: [] };
const percent = (/** @type {number} */ ratio) => `${((ratio - 1) * 100).toFixed(0)} %`;

for (const file of files) {
  /** @type {Corpus} */
  const corpus = JSON.parse(readFileSync(join(root, 'accuracy', 'corpus', file), 'utf8'));
  if (corpus.rows === undefined || !Array.isArray(corpus.mixes)) continue;
  if (names.length > 0 && !names.some((name) => file.startsWith(name))) continue;
  const settings = settingsOf(corpus);
  const inventory = stages.inspect(stages.openProject(join(root, corpus.application)), settings);
  for (const { scenario: name, runs } of corpus.mixes) {
    const done = runs.filter((run) => run.capacity !== null);
    if (done.length === 0) continue;
    const passing = done.flatMap(
      (run) => run.probes.filter((probe) => probe.passed).sort((a, b) => b.rate - a.rate)[0] ?? [],
    );
    const slowness = median(done.flatMap((run) => run.probes.map((probe) => probe.conditions.slowness)));
    const measured = median(done.map((run) => run.capacity ?? Number.NaN));
    const line = [];
    for (const measurement of [undefined, measurementOf(corpus, slowness)]) {
      const derivation = stages.derive(inventory, settings, measurement);
      const scenario = derivation.scenarios.find((each) => each.name === name);
      if (scenario === undefined) continue;
      const { capacity } = stages.assess(scenario, derivation);
      const { low, typical, high } = capacity.throughput;
      line.push(`${typical.toFixed(1)} (${low.toFixed(0)}–${high.toFixed(0)}) ${percent(typical / measured)}`);
      if (measurement === undefined) continue;
      const values = stages.valuesAt(derivation.model.parameters, 'typical');
      const compiled = stages.compile(derivation.model, values, scenario.mix);
      // Utilizations at the rate that was measured, so that an error of capacity is not counted twice.
      const at = passing[0]?.rate ?? measured;
      const solved = stages.solveOpen(compiled, at, stages.DEFAULT_OBJECTIVE.percentile);
      const busy = (/** @type {string} */ station) =>
        solved.stations.find((each) => each.id === station)?.utilization ?? 0;
      const seen = {
        application: median(passing.map((probe) => probe.conditions.application)),
        database: median(passing.map((probe) => probe.conditions.database)),
      };
      const apart = [busy('event-loop') - seen.application, busy('database') - seen.database];
      const halves = done.flatMap((run) => (run.half === null ? [] : [run.half.p95]));
      // Long jobs leave theory behind: response times are simulated.
      const p95 = simulate(
        compiled,
        { kind: 'open', rate: measured / 2, mix: scenario.mix },
        { seed: 7, requests: 20_000 },
      ).percentileTime;
      const half = halves.length === 0 ? Number.NaN : p95 / median(halves);
      errors.capacity.push(typical / measured);
      errors.utilization.push(...apart.map(Math.abs));
      if (Number.isFinite(half)) errors.half.push(half);
      line.push(
        `loop ${busy('event-loop').toFixed(3)}/${seen.application.toFixed(3)} database ${busy('database').toFixed(3)}/${seen.database.toFixed(3)}`,
        `p95 at half ${percent(half)}`,
        `core ×${slowness.toFixed(2)}`,
      );
    }
    console.log(
      `${corpus.name} ${corpus.size} ${name}: measured ${measured.toFixed(1)}/s · from code ${line.join(' · ')}`,
    );
  }
}
const far = (/** @type {number[]} */ list) => list.map((ratio) => Math.max(ratio, 1 / ratio));
const round = (/** @type {number} */ value) => Math.round(value * 1000) / 1000;
const summary = {
  mixes: errors.capacity.length,
  capacity: { median: round(median(far(errors.capacity))), worst: round(Math.max(...far(errors.capacity))) },
  /** Points of utilization. */
  utilization: {
    median: round(100 * median(errors.utilization)),
    worst: round(100 * Math.max(...errors.utilization)),
  },
  p95AtHalf: { median: round(median(far(errors.half))), worst: round(Math.max(...far(errors.half))) },
};
console.log(JSON.stringify(summary, undefined, 1));
if (process.argv.includes('--keep')) {
  writeFileSync(join(root, 'accuracy', 'measured.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
}
