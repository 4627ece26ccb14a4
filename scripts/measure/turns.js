// @ts-check
// How long a loop waits when it shares its core with hashes on the threads of its process: answers of an idle server on core 0, asked from core 1,
// beside 0, 1 and 2 scrypt under way: under the ordinary scheduler, in a real-time class with turns, and there with the loop before its threads. The
// ordinary one lets a loop that wakes pass; with turns it waits for a whole one of each hash, which no production does; with the loop first it passes
// again, and what others run does not count. So the measurements have the loop first: node scripts/measure/turns.js [--rounds 3]
import { spawn } from 'node:child_process';
import { scrypt } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loopFirst } from '../accuracy/scheduling.js';
import { median } from '../accuracy/statistics.js';

const HERE = fileURLToPath(import.meta.url);
const TURN = '/proc/sys/kernel/sched_rr_timeslice_ms';
const SECONDS = 3;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, serve: { type: 'string' } },
});

/** A server that does next to nothing, beside so many hashes, one after the other on as many threads. @param {number} hashes */
function serve(hashes) {
  const again = () => scrypt('password', 'salt', 64, () => setImmediate(again));
  for (let i = 0; i < hashes; i++) again();
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(typeof address === 'object' && address !== null ? address.port : 0);
  });
}

/** Its threads before everybody's, as the harness does where there is no real-time class. @param {number} pid */
function raise(pid) {
  for (const thread of readdirSync(`/proc/${pid}/task`)) os.setPriority(Number(thread), -20);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, '-20');
  } catch {
    // The kernel makes no groups.
  }
}

/** @typedef {'ordinary' | 'real-time' | 'loop first'} Kind */

/** Milliseconds of the middle answer. @param {Kind} kind @param {number} hashes */
async function middle(kind, hashes) {
  const command = ['taskset', '-c', '0', process.execPath, HERE, '--serve', String(hashes)];
  const [program = '', ...words] = ['chrt', ...(kind === 'ordinary' ? ['-o', '0'] : ['-r', '20']), ...command];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  if (kind === 'ordinary') raise(Number(child.pid));
  if (kind === 'loop first') loopFirst(Number(child.pid));
  const times = [];
  for (const end = performance.now() + SECONDS * 1000; performance.now() < end; ) {
    const from = performance.now();
    await (await fetch(`http://127.0.0.1:${port}`)).text();
    times.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 2 + 8 * Math.random()));
  }
  child.kill('SIGKILL');
  return median(times);
}

if (values.serve === undefined) {
  for (const kind of /** @type {const} */ (['ordinary', 'real-time', 'loop first']))
    for (const hashes of [0, 1, 2]) {
      const all = [];
      for (let round = 0; round < Number(values.rounds); round++) all.push(await middle(kind, hashes));
      const turn = kind === 'ordinary' ? '' : `, turns of ${readFileSync(TURN, 'utf8').trim()} ms`;
      console.log(`${kind}${turn}, ${hashes} hashes: ${all.map((each) => each.toFixed(1)).join(' ')} ms`);
    }
  process.exit(0);
}
serve(Number(values.serve));
