// @ts-check
// An estimate once measured, beside the truth, on an application of the accuracy record: `jauge measure`'s drive with its agent and its reading of
// the database, then the mixes under load, one after the other on the same cores, since a core that neighbours slow down is another core an hour
// later. On a machine that is quiet, the ordinary class of the scheduler is that of production; on another, under `chrt -r 20`, all are in the
// real-time class, the event loop before the threads of its process. Recorded in accuracy/measured/NAME-SIZE.json, compared by
// scripts/measure/compare.js:
//   node scripts/measure/live.js NAME [--size N] [--seconds N] [--only drive|mixes] [--scenario normal|peak] [--into FOLDER]
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drive, merged, openAccounts, readDatabase } from '../../dist/measure/index.js';
import { openBench } from '../accuracy/bench.js';
import { format } from '../accuracy/format.js';
import { measureMixes } from '../accuracy/mixes.js';
import { settingsOf } from '../accuracy/predict.js';
import { describeMachine, readCorpus, root, writeCorpus } from '../accuracy/record.js';
import { warmUp } from '../accuracy/routes.js';
import { scenarioNames, scenarioOf } from '../accuracy/scenarios.js';
import { builtStages } from '../accuracy/stages.js';
import { ensureBuilt } from '../prepare.js';

/** @typedef {import('../accuracy/record.js').Corpus} Corpus */
/** @typedef {import('../../src/model/measurement.ts').Measurement} Measurement */
/** @typedef {Corpus & { seconds: number, measurement: Measurement }} Live `seconds`: that the measurement took on the clock. */

export const folder = join(root, 'accuracy', 'measured');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    seconds: { type: 'string', default: '120' },
    only: { type: 'string', default: '' },
    scenario: { type: 'string', default: '' },
    into: { type: 'string', default: folder },
  },
});

async function main() {
  ensureBuilt(console.log);
  const scenario = await scenarioOf(positionals[0] ?? '');
  if (scenario === undefined) throw new Error(`NAME: ${scenarioNames().join(', ')}`);
  const size = Number(values.size ?? scenario.sizes[0]);
  const stages = await builtStages();
  const inventory = stages.inspect(stages.openProject(join(root, scenario.application)), {});
  const routes = [...inventory.routes, ...(inventory.pages ?? [])].map(({ id, method, path }) => ({
    id,
    method,
    path,
  }));
  const witness = await openAgent(routes);
  mkdirSync(values.into, { recursive: true });
  const file = join(values.into, `${scenario.name}-${size}.json`);
  const bench = await openBench(scenario, size, witness.environment);
  try {
    const known = existsSync(file) ? /** @type {Live} */ (JSON.parse(readFileSync(file, 'utf8'))) : undefined;
    const live =
      values.only === 'mixes' && known !== undefined
        ? known
        : await measured(scenario, size, bench, witness, inventory, stages);
    if (values.only === 'drive' && known !== undefined) live.mixes.splice(0, live.mixes.length, ...known.mixes);
    writeCorpus(file, live);
    if (values.only !== 'drive') {
      const mixes = live.mixes.filter((each) => each.scenario.includes(values.scenario));
      const again = {
        repetitions: 1,
        goesOn: () => true,
        until: Number.POSITIVE_INFINITY,
        keep: () => writeCorpus(file, live),
      };
      await measureMixes(async () => bench, { ...live, mixes }, again);
    }
  } finally {
    await bench.close();
    witness.close();
    format([file]);
  }
}

/** @param {readonly { id: string, method: string, path: string }[]} routes */
async function openAgent(routes) {
  const { openWitness } = await import('../../dist/measure/agent/witness.js');
  const { agentFile } = await import('../../dist/measure/agent/file.js');
  const agent = agentFile();
  if (agent === undefined) throw new Error('not built');
  return openWitness({ agent, routes, nodeOptions: '' });
}

/**
 * @param {import('../accuracy/scenarios.js').Scenario} scenario
 * @param {number} size
 * @param {import('../accuracy/bench.js').Bench} bench
 * @param {Awaited<ReturnType<typeof openAgent>>} witness
 * @param {import('../../src/model/inventory.ts').Inventory} inventory
 * @param {import('../accuracy/predict.js').Stages} stages
 * @returns {Promise<Live>}
 */
async function measured(scenario, size, bench, witness, inventory, stages) {
  const corpus = readCorpus(join(root, 'accuracy', 'corpus', `${scenario.name}-${size}.json`));
  const ids = Object.keys(scenario.makers);
  const mixes = mixesOf(corpus, inventory, stages, ids);
  // What was compiled before does not count in the time: a user measures an application that has served.
  await warmUp(bench, ids, 10);
  await bench.restore();
  /** While the mix is sent. @type {(() => Promise<void>) | undefined} */
  let trimmed;
  const from = performance.now();
  const database = await readDatabase({ url: bench.databaseUrl, inventory, now: Date.now() });
  const driven = await drive({
    send: bench.send,
    accounts: openAccounts(bench.pids.application, Number(new URL(bench.databaseUrl).port)),
    during: witness.during,
    sources: Object.fromEntries(ids.map((id) => [id, () => bench.request(id)])),
    mix: mixes[0]?.mix ?? {},
    seconds: Number(values.seconds),
    restore: async (id) => {
      await trimmed?.();
      trimmed = undefined;
      if (id === '' || bench.makerOf(id).writes) await bench.restore();
      if (id === '') trimmed = bench.trimming();
    },
    most: (id) => bench.portionOf(id),
    onProgress: (share, id) => process.stdout.write(`\r\u001B[K${(share * 100).toFixed(0)} % ${id}`),
  });
  await /** @type {(() => Promise<void>) | undefined} */ (trimmed)?.();
  const seconds = (performance.now() - from) / 1000;
  const { failing } = driven;
  console.log(
    `\nmeasured in ${seconds.toFixed(0)} s: ${Object.keys(driven.routes).length} of ${ids.length} routes`,
    failing,
  );
  const date = new Date().toISOString().slice(0, 10);
  const machine = { ...describeMachine(), node: process.versions.node, slowness: driven.slowness, serves: true };
  const way = /** @type {const} */ ({
    way: 'drive',
    date,
    of: scenario.name,
    complete: true,
    requests: driven.requests,
  });
  const part = { ways: [way], machine, routes: driven.routes, ...(driven.mixRun ? { mixRun: driven.mixRun } : {}) };
  const measurement = merged(merged(undefined, database, '0.1.0'), part, '0.1.0');
  return {
    schemaVersion: 1,
    name: scenario.name,
    application: scenario.application,
    size,
    accounts: bench.accounts,
    rows: bench.rows,
    date,
    machine: describeMachine(),
    node: process.versions.node,
    versions: {},
    notes: [],
    seconds: Math.round(seconds),
    measurement,
    routes: Object.entries(measurement.routes).map(([id, route]) => ({ id, runs: [recordOf(id, route)] })),
    mixes,
  };
}

/**
 * What the search of a capacity asks of a route: where to begin, and how slow it is by itself.
 * @param {string} id
 * @param {import('../../src/model/measurement.ts').MeasuredRoute} route
 * @returns {import('../accuracy/routes.js').RouteRecord}
 */
function recordOf(id, { requests, cpu, loopCpu, databaseCpu, responseTime }) {
  const [p50, p95] = [responseTime?.p50.typical ?? 0, responseTime?.p95.typical ?? 0];
  return {
    id,
    requests,
    applicationCpu: cpu?.typical ?? 0,
    loopCpu: loopCpu?.typical ?? 0,
    databaseCpu: databaseCpu?.typical ?? 0,
    saturation: 0,
    bytes: 0,
    low: { rate: responseTime?.rate ?? 0, p50, p95, count: responseTime?.p95.count ?? 0 },
    errors: 0,
    loadAverage: 0,
    slowness: 1,
    foreign: [0, 0],
    spread: [cpu?.low ?? 0, cpu?.high ?? 0],
  };
}

/**
 * The mixes of the record when it has them; else those of the estimate, without the routes that nobody wrote requests for.
 * @param {Corpus | undefined} corpus
 * @param {import('../../src/model/inventory.ts').Inventory} inventory
 * @param {import('../accuracy/predict.js').Stages} stages
 * @param {readonly string[]} ids
 * @returns {Corpus['mixes']}
 */
function mixesOf(corpus, inventory, stages, ids) {
  if (corpus !== undefined && corpus.mixes.length > 0) return corpus.mixes.map((each) => ({ ...each, runs: [] }));
  const { scenarios } = stages.derive(inventory, corpus === undefined ? {} : settingsOf(corpus));
  return scenarios.map(({ name, mix }) => {
    const kept = Object.entries(mix).filter(([id]) => ids.includes(id));
    const shareKept = kept.reduce((sum, [, share]) => sum + share, 0);
    const leftOut = Object.keys(mix).filter((id) => !ids.includes(id));
    return {
      scenario: name,
      mix: Object.fromEntries(kept.map(([id, share]) => [id, share / shareKept])),
      leftOut,
      shareKept,
      runs: [],
    };
  });
}

await main();
process.exit(0);
