// @ts-check
// Measures one application of the accuracy record: node scripts/accuracy/measure.js koomy-example --size 2000 [--routes] [--mixes]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from './bench.js';
import { format } from './format.js';
import { measureMixes } from './mixes.js';
import { corpusFile, describeMachine, folder, installedVersions, readCorpus, root, writeCorpus } from './record.js';
import { measureRoute, warmUp } from './routes.js';
import { scenarioNames, scenarioOf } from './scenarios.js';
import { builtStages } from './stages.js';

const usage =
  'Usage : node scripts/accuracy/measure.js NOM [--size N] [--routes] [--mixes] [--match TEXTE] [--seconds N] [--minutes N] [--repetitions N] [--brief] [--few] [--fresh]';

async function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      routes: { type: 'boolean', default: false },
      mixes: { type: 'boolean', default: false },
      match: { type: 'string', default: '' },
      seconds: { type: 'string', default: '3' },
      minutes: { type: 'string', default: '20' },
      repetitions: { type: 'string', default: '1' },
      brief: { type: 'boolean', default: false },
      few: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
    },
  });
  const scenario = await scenarioOf(positionals[0] ?? '');
  if (scenario === undefined) throw new Error(`${usage}\nNOM : ${scenarioNames().join(', ')}`);
  const size = Number(values.size ?? scenario.sizes[0]);
  if (!scenario.sizes.includes(size)) throw new Error(`${usage}\nN : ${scenario.sizes.join(', ')}`);
  const all = !values.routes && !values.mixes;
  return {
    scenario,
    size,
    routes: all || values.routes,
    mixes: all || values.mixes,
    match: values.match,
    seconds: Number(values.seconds),
    until: Date.now() + Number(values.minutes) * 60_000,
    repetitions: Number(values.repetitions),
    brief: values.brief,
    few: values.few,
    fresh: values.fresh,
  };
}

/**
 * @param {Awaited<ReturnType<typeof readOptions>>} options
 * @param {import('./bench.js').Bench} bench
 * @returns {import('./record.js').Corpus}
 */
function beginCorpus({ scenario, size, fresh }, bench) {
  const before = fresh ? undefined : readCorpus(corpusFile(scenario.name, size));
  return {
    schemaVersion: 1,
    name: scenario.name,
    application: scenario.application,
    size,
    accounts: bench.accounts,
    rows: bench.rows,
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    node: process.versions.node,
    versions: installedVersions(scenario.application, scenario.packages),
    notes: before?.notes ?? [],
    routes: before?.routes ?? [],
    mixes: before?.mixes ?? [],
  };
}

/**
 * A rate beyond the application's means can leave it waiting for itself for ever.
 * @param {import('./bench.js').Bench} bench
 */
async function answers(bench) {
  const patience = new Promise((resolve) => setTimeout(resolve, 15_000, false));
  return Promise.race([
    bench.send({ class: 'health', method: 'GET', path: bench.health }).then(({ status }) => status === 200),
    patience,
  ]);
}

/**
 * The mixes of the estimate, without the routes that have no request; shares brought back to one.
 * @param {import('./record.js').Corpus} corpus
 * @param {Awaited<ReturnType<typeof readOptions>>} options
 */
async function addMixes(corpus, { scenario }) {
  if (corpus.mixes.length > 0) return;
  const { derive, inspect, openProject } = await builtStages();
  const { scenarios: assumed } = derive(inspect(openProject(join(root, corpus.application)), {}), {});
  for (const { name, mix } of assumed) {
    const kept = Object.entries(mix).filter(([id]) => id in scenario.makers);
    const leftOut = Object.keys(mix).filter((id) => !(id in scenario.makers));
    const shareKept = kept.reduce((sum, [, share]) => sum + share, 0);
    const shares = Object.fromEntries(kept.map(([id, share]) => [id, share / shareKept]));
    corpus.mixes.push({ scenario: name, mix: shares, leftOut, shareKept, runs: [] });
  }
}

async function main() {
  const options = await readOptions();
  mkdirSync(folder, { recursive: true });
  const file = corpusFile(options.scenario.name, options.size);
  console.log(`Démarrage avec ${options.size} comptes…`);
  let bench = await openBench(options.scenario, options.size);
  const healthyBench = async () => {
    if (!(await answers(bench))) {
      console.log('L’application ne répond plus\u202f: elle est démarrée de nouveau.');
      await bench.close();
      bench = await openBench(options.scenario, options.size);
    }
    return bench;
  };
  let interrupted = false;
  process.on('SIGINT', () => {
    interrupted = true;
  });
  process.on('SIGTERM', () => {
    interrupted = true;
  });
  const goesOn = () => !interrupted && Date.now() < options.until;
  try {
    const corpus = beginCorpus(options, bench);
    if (options.routes) await warmUp(bench, Object.keys(options.scenario.makers), 10);
    for (let i = 0; i < options.repetitions && options.routes && goesOn(); i++)
      await everyRoute(bench, corpus, file, options, goesOn);
    if (options.mixes && goesOn()) {
      await addMixes(corpus, options);
      await measureMixes(healthyBench, corpus, { ...options, goesOn, keep: () => writeCorpus(file, corpus) });
    }
  } finally {
    await bench.close();
    format([file]);
  }
}

/**
 * @param {import('./bench.js').Bench} bench
 * @param {import('./record.js').Corpus} corpus
 * @param {string} file
 * @param {Awaited<ReturnType<typeof readOptions>>} options
 * @param {() => boolean} goesOn
 */
async function everyRoute(bench, corpus, file, options, goesOn) {
  const { makers, representative } = options.scenario;
  for (const id of options.few ? representative : Object.keys(makers)) {
    if (!goesOn()) return;
    if (!id.includes(options.match)) continue;
    const run = await measureRoute(bench, id, { seconds: options.seconds, brief: options.brief });
    let kept = corpus.routes.find((route) => route.id === id);
    if (kept === undefined) {
      kept = { id, runs: [] };
      corpus.routes.push(kept);
    }
    kept.runs.push(run);
    writeCorpus(file, corpus);
    const ms = (/** @type {number} */ seconds) => (seconds * 1000).toFixed(2).padStart(9);
    console.log(
      `${id.padEnd(58)} app ${ms(run.applicationCpu)} db ${ms(run.databaseCpu)} ms  ${run.saturation.toFixed(1).padStart(7)}/s  p50 ${ms(run.low?.p50 ?? Number.NaN)} p95 ${ms(run.low?.p95 ?? Number.NaN)} ms  load ${run.loadAverage}`,
    );
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
