// @ts-check
// How long a measured estimate takes, and how much of an application it reaches, on examples/koomy with its database and stand-ins: the draft of requests
// as Jauge makes it, three sessions, the database read, every route driven, writes too, the report: npm run bench:measure [-- --size N --seconds N --write].
// --write records it in accuracy/measure.json.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../examples/koomy/dev/install.js';
import { startExample } from '../../examples/koomy/dev/start.js';
import { format } from '../accuracy/format.js';
import { ensureBuilt, root } from '../prepare.js';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '120' },
    write: { type: 'boolean', default: false },
  },
});
const application = join(root, 'examples', 'koomy');
const folder = mkdtempSync(join(tmpdir(), 'jauge-whole-'));
const measurement = join(folder, 'measurement.json');

/**
 * @param {readonly string[]} words
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<{ code: number | null, out: string, err: string, seconds: number, first: number }>} `first`: seconds after which it said something on its standard error.
 */
function jauge(words, environment = process.env) {
  const child = spawn(process.execPath, [join(root, 'dist', 'cli', 'bin.js'), ...words], { env: environment });
  let [out, err] = ['', ''];
  const from = performance.now();
  const since = () => (performance.now() - from) / 1000;
  let first = Number.NaN;
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    if (err === '') first = since();
    err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err, first, seconds: since() })));
}

/** The example's own process and its variables, so that Jauge can start it in its place. */
function runningApplication() {
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (command[1] !== 'dist/index.js' || readlinkSync(`/proc/${name}/cwd`) !== application) continue;
      const lines = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').filter(Boolean);
      const variables = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
      return { pid: Number(name), variables: Object.fromEntries(variables) };
    } catch {
      // It ended meanwhile, or belongs to somebody else.
    }
  }
  throw new Error('examples/koomy does not run');
}

/**
 * One session of each kind of people: the platform's, an association's, a member's.
 * @param {import('../../examples/koomy/dev/start.d.ts').Example} example
 */
function sessions({ url, logins: { platform, owner, member, password } }) {
  return Promise.all([
    session(`${url}/api/admin/login`, platform, password),
    session(`${url}/api/admin/login`, owner, password),
    session(`${url}/api/auth/login`, member, password),
  ]);
}

/** @param {string} url @param {string} email @param {string} password */
async function session(url, email, password) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  // The session is kept once the answer has ended.
  await answer.arrayBuffer();
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`no session: ${answer.status}`);
  return ['--header', `cookie: ${cookie}`];
}

async function main() {
  ensureBuilt(console.log);
  ensureInstalled(console.log);
  const example = await startExample({ size: /** @type {2000 | 50000} */ (Number(values.size)), log: console.log });
  try {
    const headers = (await sessions(example)).flat();
    const { pid, variables } = runningApplication();
    process.kill(pid, 'SIGTERM');
    const common = [application, '--lang', 'en', '--measurement', measurement];
    const from = performance.now();
    const words = ['--database-url', example.databaseUrl, '--seconds', values.seconds, '--allow-writes', ...headers];
    const driven = await jauge(['measure', ...common, ...words, '--', process.execPath, 'dist/index.js'], variables);
    const report = await jauge([...common.filter((word) => word !== 'measure'), '--format', 'json']);
    const seconds = (performance.now() - from) / 1000;
    console.log(driven.out, driven.err);
    if (driven.code !== 0 || report.code !== 0) throw new Error(`${driven.err}\n${report.err}`);
    // What cannot be driven is said once every request was tried.
    const phases = {
      trying: driven.first,
      driving: driven.seconds - driven.first,
      report: report.seconds,
    };
    console.log(keep(seconds, phases, driven.err, JSON.parse(report.out)));
  } finally {
    await example.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {number} seconds
 * @param {Readonly<Record<string, number>>} phases Seconds of each.
 * @param {string} told
 * @param {import('../../src/model/estimate.ts').Estimate} estimate
 */
function keep(seconds, phases, told, { inventory }) {
  /** @type {import('../../src/model/measurement.ts').Measurement} */
  const { routes, mixRun } = JSON.parse(readFileSync(measurement, 'utf8'));
  const ids = new Set([...inventory.routes, ...(inventory.pages ?? [])].map(({ id }) => id));
  const measured = Object.entries(routes).filter(([id, { cpu }]) => ids.has(id) && cpu !== undefined);
  const record = {
    command: 'npm run bench:measure -- --write',
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    application: 'examples/koomy',
    size: Number(values.size),
    seconds: Math.round(seconds),
    phases: Object.fromEntries(Object.entries(phases).map(([name, each]) => [name, Math.round(each)])),
    routes: ids.size,
    measured: measured.length,
    /** Those whose queries or calls the agent counted. */
    counted: measured.filter(([, { queries, calls }]) => queries !== undefined || calls !== undefined).length,
    leftOut: [...told.matchAll(/^Left out: (.+) \((\S+)\)$/gm)].map(([, route, answer]) => `${route} (${answer})`),
    together: mixRun?.requests ?? 0,
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  if (values.write) {
    const file = join(root, 'accuracy', 'measure.json');
    writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
    format([file]);
  }
  return record;
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
