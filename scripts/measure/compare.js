// @ts-check
// What an estimate is worth once the application was measured: predicted from `jauge measure`'s file, beside the mixes measured right after on the same
// cores (accuracy/measured/, by scripts/measure/live.js): node scripts/measure/compare.js [NAME…] [--keep] [--from FOLDER]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { judgingOf, SIMULATED } from '../accuracy/judging.js';
import { settingsOf } from '../accuracy/predict.js';
import { root } from '../accuracy/record.js';
import { builtStages } from '../accuracy/stages.js';
import { median } from '../accuracy/statistics.js';

/** @typedef {import('./live.js').Live} Live */
/** @typedef {import('../accuracy/predict.js').Stages & { withRealIndexes: typeof import('../../src/derive/index.ts').withRealIndexes }} Stages */

/**
 * @param {Live} live
 * @param {Stages} stages
 */
export function compared(live, stages) {
  const settings = settingsOf(live);
  const inventory = stages.inspect(stages.openProject(join(root, live.application)), settings);
  const derivation = stages.derive(stages.withRealIndexes(inventory, live.measurement), settings, live.measurement);
  const { model } = derivation;
  const values = stages.valuesAt(model.parameters, 'typical');
  return live.mixes.flatMap(({ scenario: name, runs }) => {
    const done = runs.filter((run) => run.capacity !== null);
    const scenario = derivation.scenarios.find((each) => each.name === name);
    if (done.length === 0 || scenario === undefined) return [];
    const compiled = stages.compile(model, values, scenario.mix);
    const { throughput } = stages.assess(scenario, derivation).capacity;
    const judging = judgingOf(
      stages,
      scenario.mix,
      (id) => live.measurement.routes[id]?.responseTime?.p95.typical ?? 0,
    );
    const predicted = stages.capacityAsJudged(judging, throughput.typical, (rate) =>
      stages.simulate(compiled, { kind: 'open', rate, mix: scenario.mix }, SIMULATED),
    );
    const spread = predicted / throughput.typical;
    const capacity = median(done.map((run) => run.capacity ?? Number.NaN));
    const at = done.flatMap(
      (run) => run.probes.filter(({ passed }) => passed).sort((a, b) => b.rate - a.rate)[0] ?? [],
    );
    const rate = median(at.map((probe) => probe.rate));
    // The law of utilization, at the rate that was measured, so that an error of capacity is not counted twice. Threads share the loop's core.
    const busy = (/** @type {readonly string[]} */ stations) =>
      rate * stations.reduce((sum, id) => sum + stages.sharesOf(model, values, scenario.mix, id).seconds, 0);
    const halves = done.flatMap((run) => (run.half === null ? [] : [run.half]));
    const load = /** @type {const} */ ({ kind: 'open', rate: capacity / 2, mix: scenario.mix });
    const half = stages.simulate(compiled, load, { ...SIMULATED, requests: 40_000 }).percentileTime;
    return [
      {
        name: live.name,
        size: live.size,
        scenario: name,
        capacity: { low: throughput.low * spread, predicted, high: throughput.high * spread, measured: capacity },
        application: {
          predicted: busy(['event-loop', 'threads']),
          measured: median(at.map(({ conditions }) => conditions.application)),
        },
        database: { predicted: busy(['database']), measured: median(at.map(({ conditions }) => conditions.database)) },
        half: halves.length === 0 ? undefined : { predicted: half, ...halfOf(halves) },
      },
    ];
  });
}

/** Response time at half of the capacity, and between what it may lie for want of requests. @param {readonly import('../accuracy/mixes.js').Probe[]} halves */
function halfOf(halves) {
  const bound = (/** @type {0 | 1} */ side) => median(halves.map(({ p95, p95Sampling }) => p95Sampling?.[side] ?? p95));
  return { measured: median(halves.map(({ p95 }) => p95)), low: bound(0), high: bound(1) };
}

/** How far a prediction is from what the measurement may have met: none inside. @param {{ predicted: number, low: number, high: number }} half */
const beyond = ({ predicted, low, high }) => Math.max(1, predicted / high, low / predicted);

/** @typedef {ReturnType<typeof compared>[number]} Compared */

const far = (/** @type {{ predicted: number, measured: number }} */ { predicted, measured }) =>
  Math.max(predicted / measured, measured / predicted);
const round = (/** @type {number} */ value) => Number(value.toPrecision(4));

/** @param {readonly Compared[]} mixes */
export function summarised(mixes) {
  const capacities = mixes.map(({ capacity }) => far(capacity));
  const points = mixes.flatMap(({ application, database }) =>
    [application, database].map(({ predicted, measured }) => 100 * Math.abs(predicted - measured)),
  );
  const halves = mixes.flatMap(({ half }) => half ?? []);
  const both = (/** @type {readonly number[]} */ list) => ({
    median: round(median(list)),
    worst: round(Math.max(...list)),
  });
  const applications = new Set(mixes.map(({ name }) => name)).size;
  return {
    mixes: mixes.length,
    applications,
    capacity: both(capacities),
    utilization: both(points),
    p95AtHalf: both(halves.map(far)),
    p95BeyondChance: both(halves.map(beyond)),
  };
}

/** Every recorded measurement. @returns {Live[]} */
export function recorded(folder = join(root, 'accuracy', 'measured')) {
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

async function main() {
  const stages = /** @type {Stages} */ (await builtStages());
  const { values, positionals: names } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: 'boolean', default: false }, from: { type: 'string' } },
  });
  const lives = recorded(values.from).filter(
    ({ name }) => names.length === 0 || names.some((each) => name.startsWith(each)),
  );
  const mixes = lives.flatMap((live) => compared(live, stages));
  const pair = (/** @type {{ predicted: number, measured: number }} */ { predicted, measured }, factor = 1) =>
    `${round(predicted * factor)}/${round(measured * factor)}`;
  for (const { name, size, scenario, capacity, application, database, half } of mixes)
    console.log(
      `${name} ${size} ${scenario}: capacity ${pair(capacity)} ×${(capacity.predicted / capacity.measured).toFixed(2)} (${round(capacity.low)}–${round(capacity.high)}), application ${pair(application, 100)} %, database ${pair(database, 100)} %, p95 at half ${half === undefined ? '–' : `${pair(half, 1000)} ms ×${(half.predicted / half.measured).toFixed(2)}`}`,
    );
  const summary = summarised(mixes);
  console.log(JSON.stringify(summary));
  if (values.keep)
    writeFileSync(
      join(root, 'accuracy', 'measured.json'),
      `${JSON.stringify({ ...summary, seconds: Math.max(...lives.map(({ seconds }) => seconds)), each: mixes.map(rounded) }, undefined, 1)}\n`,
    );
}

/** @param {any} value @returns {any} */
function rounded(value) {
  if (typeof value === 'number') return round(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
