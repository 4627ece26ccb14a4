// @ts-check
// How long the command takes, from the first letter of the report asked for to the last one written: CPU seconds and wall-clock seconds, medians
// over several runs of the built command, and how slow the machine is meanwhile. `node scripts/bench-command.js [--write] [folder ...]`; --write records the medians in accuracy/time.json.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { openSpeedProbe } from './accuracy/speed.js';
import { ensureBuilt, root } from './prepare.js';

const RUNS = 9;

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {string} folder */
function measure(folder) {
  const cpu = [];
  const wall = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const child = spawnSync(
      'bash',
      [
        '-c',
        'TIMEFORMAT="%U %S"; time "$@" > /dev/null',
        'time',
        process.execPath,
        join(root, 'dist/cli/bin.js'),
        '--quiet',
        folder,
      ],
      {
        encoding: 'utf8',
      },
    );
    wall.push((performance.now() - start) / 1000);
    const [user = 0, system = 0] = (child.stderr.trim().split('\n').at(-1) ?? '')
      .replaceAll(',', '.')
      .split(' ')
      .map(Number);
    cpu.push(user + system);
  }
  return { routes: routesIn(folder), cpuSeconds: median(cpu), wallSeconds: median(wall) };
}

/** @param {string} folder */
function routesIn(folder) {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli/bin.js'), 'routes', folder, '--format', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  return JSON.parse(stdout).routes.length;
}

/** How many times slower than the machine of the cost book this one is now: the median of readings. */
async function slownessNow() {
  const probe = openSpeedProbe();
  const readings = [];
  for (let i = 0; i < 9; i += 1) readings.push(await probe.slowness());
  probe.close();
  return median(readings);
}

const words = process.argv.slice(2);
const folders = words.filter((word) => !word.startsWith('--'));
await ensureBuilt(() => {});
const before = await slownessNow();
const results = (folders.length > 0 ? folders : [join(root, 'examples/koomy')]).map((folder) => ({
  application: basename(folder),
  ...measure(folder),
}));
const slowness = Math.sqrt(before * (await slownessNow()));
console.log(
  slowness >= 1
    ? `this machine, now: ×${slowness.toFixed(2)} slower than that of the cost book`
    : `this machine, now: ×${(1 / slowness).toFixed(2)} faster than that of the cost book`,
);
for (const { application, routes, cpuSeconds, wallSeconds } of results) {
  console.log(
    `${application}, ${routes} routes: ${cpuSeconds.toFixed(2)} s of CPU, ${wallSeconds.toFixed(2)} s on the clock (median of ${RUNS})`,
  );
}
if (words.includes('--write')) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const record = {
    command: 'node scripts/bench-command.js --write',
    node: process.versions.node,
    machine,
    runs: RUNS,
    slowness: Number(slowness.toFixed(2)),
    results,
  };
  writeFileSync(join(root, 'accuracy/time.json'), `${JSON.stringify(record, null, 2)}\n`);
}
