// @ts-check
// What watching costs a process that nobody asks anything of: CPU time each second, of a bare one and a watched one side by side, three lives of
// a minute each. Linux. `node scripts/monitor/idle.js [--seconds 60] [--lives 3] [--node 24] [--write]`
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSpeedProbe } from '../accuracy/speed.js';
import { ensureBuilt, ensureInstalled, root } from '../prepare.js';
import { start } from './alive.js';
import { hello } from './applications.js';
import { median } from './pooled.js';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    lives: { type: 'string', default: '3' },
    node: { type: 'string', default: '24' },
    write: { type: 'boolean', default: false },
  },
});
/** Requests before the rest: what they set in motion comes to its end within it. */
const BEFORE = 200;
const RESTING = 5_000;
const seconds = Number(options.seconds);
const ways = [
  { name: 'bare', preload: [] },
  { name: 'watched', preload: ['jauge.js'] },
];

ensureBuilt(() => undefined);
ensureInstalled(join(root, 'scripts', 'monitor'), console.log);
const probe = openSpeedProbe();
/** @type {Record<string, number[]>} */
const milliseconds = { bare: [], watched: [] };
const slowness = [];
for (let life = 0; life < Number(options.lives); life += 1) {
  const conditions = { node: options.node, young: '16', connections: 1, sink: '' };
  const all = await Promise.all(ways.map((way) => start(hello, way, conditions)));
  const [work] = hello.works;
  for (const { spend } of all) if (work !== undefined) await spend(work, BEFORE);
  await new Promise((resolve) => setTimeout(resolve, RESTING));
  const before = all.map(({ spent }) => spent());
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  for (const [place, { way, spent }] of all.entries()) {
    milliseconds[way.name]?.push(Number(((spent() - (before[place] ?? 0)) / 1000 / seconds).toFixed(3)));
  }
  slowness.push(await probe.slowness());
  for (const { stop } of all) await stop();
  console.error(`${life + 1}/${options.lives}`, milliseconds);
}
probe.close();
const record = {
  command: 'node scripts/monitor/idle.js --write',
  node: options.node,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  slowness: Number(median(slowness).toFixed(2)),
  seconds,
  millisecondsPerSecond: (milliseconds['bare'] ?? []).map((bare, life) => ({
    bare,
    watched: milliseconds['watched']?.[life],
  })),
};
console.log(JSON.stringify(record, null, 2));
if (options.write) {
  writeFileSync(join(root, 'accuracy', 'monitor-idle.json'), `${JSON.stringify(record, null, 2)}\n`);
}
