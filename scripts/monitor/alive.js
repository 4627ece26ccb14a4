// @ts-check
// A server under measure, in a process of its own on one core, and what it spends. Linux tells the CPU time of each thread to the nanosecond, so
// nothing has to be asked from the process itself.
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { root } from '../prepare.js';
import { nodeBinary } from './binary.js';
import { keptLanes } from './sockets.js';

const here = join(root, 'scripts', 'monitor');
/** The core of the servers; what asks them, and their database, have the other one. */
const CORE = '0';
/** Milliseconds after the last answer until what follows it is over. */
const SETTLING = 2;

/** @typedef {{ name: string, preload: readonly string[], every?: number, variables?: Record<string, string> }} Way `every`: it has one turn in so many. */
/** @typedef {{ name: string, ask: import('./sockets.js').Ask, status: number, turn: number, uncounted: number }} Work A request, and the status of its answer. `turn`: how many are asked at once; `uncounted`: those before, while the code is compiled. */
/** @typedef {{ name: string, folder: string, entry: string, ready: string, variables: Record<string, string>, works: readonly Work[] }} Application `ready`: the path that answers once it has started. */
/** @typedef {{ collected: number, released: number }} Weights Resident bytes once garbage is collected, and once V8 has given back what it holds in store. */
/** @typedef {{ way: Way, spend: (work: Work, requests: number) => Promise<number>, spent: () => number, tell: (word: string) => Promise<any>, stop: () => Promise<void> }} Alive `tell` says a word and returns the answer: to `memory`, the weights. `spend` and `spent` (since its start) in microseconds of CPU time. */

/**
 * @param {Application} application
 * @param {Way} way
 * @param {{ node: string, young: string, connections: number, sink: string }} conditions
 * @returns {Promise<Alive>}
 */
export async function start(application, way, { node, young, connections, sink }) {
  const port = await freePort();
  const preload = ['control.js', ...way.preload].flatMap((file) => ['--import', join(here, 'ways', file)]);
  const space = [`--min-semi-space-size=${young}`, `--max-semi-space-size=${young}`];
  const child = spawn(nodeBinary(node), ['--expose-gc', ...space, ...preload, application.entry], {
    cwd: application.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...application.variables,
      ...way.variables,
      PORT: String(port),
      SINK: sink,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL') console.error(`${way.name} ended (${signal ?? code}).\n${complaint}`);
  });
  const base = new URL(application.ready, `http://127.0.0.1:${port}`);
  for (let attempt = 0; ; attempt += 1) {
    if (child.exitCode !== null || attempt > 300) throw new Error(`${way.name} does not start.\n${complaint}`);
    const isThere = await fetch(base).then(
      (response) => response.text().then(() => response.ok),
      () => false,
    );
    if (isThere) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const pid = Number(child.pid);
  execFileSync('taskset', ['-acp', CORE, String(pid)], { stdio: 'ignore' });
  const drive = keptLanes(port, connections);
  return {
    way,
    async spend({ ask, status }, requests) {
      const before = spentBy(pid);
      await drive(ask, requests, status);
      await new Promise((resolve) => setTimeout(resolve, SETTLING));
      return spentBy(pid) - before;
    },
    spent: () => spentBy(pid),
    tell: (word) =>
      new Promise((resolve) => {
        child.once('message', resolve);
        child.send(word);
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** CPU time of all the threads of a process, microseconds. @param {number} pid */
function spentBy(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000;
}
