// @ts-check
// How fast core 0 is at this moment: seconds of CPU of a fixed piece of work, mostly allocation and JSON, which is what web applications do.
// Virtual processors share their core with neighbours that nobody sees; the same request then costs up to twice as much CPU.
import { execFileSync, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Seconds of that work on the machine of the cost book when nothing disturbs it. */
export const REFERENCE = 0.003;

const REPEATED = 8;

function work() {
  let length = 0;
  for (let i = 0; i < 60; i++) {
    const rows = Array.from({ length: 50 }, (_, n) => ({
      id: `a${n}`,
      name: 'Camille Martin',
      n,
      ok: true,
      at: '2026-11-22',
    }));
    length += JSON.stringify(JSON.parse(JSON.stringify(rows))).length;
  }
  return length;
}

/** Opens the probe: a process of its own on core 0, idle until asked. */
export function openSpeedProbe() {
  const child = fork(fileURLToPath(import.meta.url), ['probe']);
  execFileSync('taskset', ['-acp', '0', String(child.pid)], { stdio: 'ignore' });
  return {
    pid: Number(child.pid),
    /** 1 at the reference, 2 when the same work takes twice as long. @returns {Promise<number>} */
    slowness: () =>
      new Promise((resolve) => {
        child.once('message', (seconds) => resolve(Number(seconds) / REFERENCE));
        child.send('measure');
      }),
    close: () => child.disconnect(),
  };
}

if (process.argv[2] === 'probe') {
  for (let i = 0; i < 40; i++) work();
  process.on('message', () => {
    /** @type {number[]} */
    const times = [];
    for (let i = 0; i < REPEATED; i++) {
      const from = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(from);
      times.push((user + system) / 1e6);
    }
    times.sort((a, b) => a - b);
    process.send?.(times[REPEATED / 2]);
  });
}
