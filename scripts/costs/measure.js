// @ts-check
// Measures the cost book. `node measure.js` takes about 15 minutes; `--quick` about 4; `--only http,text,hash,image,data,prisma,calls,database` a part.
// Writes measurements.json beside it, then the data of src/facts/costs/ and docs/costs.md (see write.js).
import { fork } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectGroup, summary } from './blocks.js';
import { measureDatabase } from './database.js';
import { measureHttp } from './http.js';
import { measureSlices } from './slices.js';
import { startWorld } from './world.js';
import { write } from './write.js';

const MAJORS = ['20', '22', '24', '26'];
const SUITES = ['text', 'hash', 'image', 'data', 'prisma', 'calls'];
const FILE = fileURLToPath(new URL('./measurements.json', import.meta.url));
const RUNNER = fileURLToPath(new URL('./runner.js', import.meta.url));

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    date: { type: 'string' },
  },
});
const wanted = options.only ? options.only.split(',') : [...SUITES, 'http', 'database'];
const launches = options.quick ? 1 : 3;
const rounds = options.quick ? 6 : 12;
const nodes = Object.fromEntries(
  MAJORS.map((major) => [major, fileURLToPath(new URL(`./node_modules/node-${major}/bin/node`, import.meta.url))]),
);

/** @param {string} line */
const progress = (line) => process.stderr.write(`${line}\n`);

/** One run of a suite on one Node; null when it cannot run there. @param {string} suite @param {string} major @param {NodeJS.ProcessEnv} env */
async function runSuite(suite, major, env) {
  const log = openSync(join(tmpdir(), 'jauge-costs.log'), 'w');
  const child = fork(RUNNER, [suite, String(suite === 'hash' ? Math.ceil(rounds / 3) : rounds)], {
    execPath: nodes[major],
    env,
    stdio: ['ignore', log, 'inherit', 'ipc'],
  });
  const result = await new Promise((done) => {
    child.once('message', done);
    child.once('exit', () => done(null));
  });
  closeSync(log);
  return /** @type {{ node: string, blocks: Record<string, number[]> } | null} */ (result);
}

/** Every suite on every Node, in turn, several launches of each: a launch is lucky or not with its compiled code. @param {NodeJS.ProcessEnv} env */
async function runSuites(env) {
  /** @type {Record<string, Record<string, number[]>>} */
  const blocks = {};
  for (let launch = 1; launch <= launches; launch++) {
    for (const suite of SUITES.filter((one) => wanted.includes(one))) {
      for (const major of MAJORS) {
        const result = await runSuite(suite, major, env);
        progress(`${suite} on Node ${major}, launch ${launch} of ${launches}${result ? '' : ': could not run'}`);
        collectGroup(blocks, `${suite}@${major}`, result?.blocks ?? {});
      }
    }
  }
  return blocks;
}

// A part is added to the rest of an earlier run.
const previous = options.only && existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { cases: {} };
const world = await startWorld();
const measured = await runSuites(world.env);
if (wanted.includes('hash')) measured.bcryptjs = await measureSlices();
if (wanted.includes('http')) {
  for (let launch = 0; launch < (options.quick ? 1 : 2); launch++) {
    const results = await measureHttp(nodes, { rounds: options.quick ? 6 : 15, progress });
    for (const [group, cases] of Object.entries(results)) collectGroup(measured, group, cases);
  }
}
if (wanted.includes('database')) {
  const { blocks, wait } = await measureDatabase(world.database, { rounds: options.quick ? 5 : 30, progress });
  measured.postgresql = { ...blocks, 'commit-wait': wait };
}

const cases = { ...previous.cases };
for (const [group, blocks] of Object.entries(measured)) {
  cases[group] = { ...cases[group] };
  for (const [id, values] of Object.entries(blocks)) {
    const { low, typical, high, blocks: count } = summary(values);
    cases[group][id] = [low, typical, high].map((value) => Number(value.toPrecision(4))).concat(count);
  }
}
const date = options.date ?? new Date().toISOString().slice(0, 10);
writeFileSync(FILE, `${JSON.stringify({ date, cases }, null, 1)}\n`);
write();
await world.stop();
process.exit(0);
