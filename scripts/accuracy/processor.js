// @ts-check
// CPU time of processes, read from /proc: seconds of work, whatever else the machine does meanwhile. Linux only.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { heldBack } from './held-back.js';

const TICK = 1 / Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** @typedef {{ application: number, standins: number, database: number, host: number }} Pids Process identifiers; `database`: PostgreSQL's first process. */

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Fields of /proc/PID/stat from the third on: state, parent…
 * @param {number} pid
 */
export function fields(pid) {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/**
 * Every process of the machine, with its parent.
 * @returns {{ pid: number, parent: number }[]}
 */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(fields(Number(name))[1]) }));
}

/**
 * Processes started by `parent`, with their command lines.
 * @param {number} parent
 */
export function childrenOf(parent) {
  return processes()
    .filter((each) => each.parent === parent)
    .map(({ pid }) => ({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }));
}

/**
 * Seconds of CPU of one process, to the nanosecond. Threads that ended are not counted: Node and PostgreSQL keep theirs.
 * @param {number} pid
 */
function ownTime(pid) {
  let nanoseconds = 0;
  for (const thread of threadsOf(pid))
    nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]);
  return nanoseconds / 1e9;
}

/** @param {number} pid @returns {string[]} */
export function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/**
 * Seconds on a processor and seconds waiting for one, of a process's main thread: in Node, the event loop.
 * @param {number} pid
 */
function mainThread(pid) {
  const [on = 0, waiting = 0] = read(`/proc/${pid}/schedstat`).split(' ').map(Number);
  return { on: on / 1e9, waiting: waiting / 1e9 };
}

/** PostgreSQL's own processes: their work belongs to no request in particular. */
const BACKGROUND =
  /postgres: (checkpointer|background writer|walwriter|autovacuum|logical replication|io worker|archiver|stats)/;

/**
 * PostgreSQL: its first process, those that serve connections, and those that ended; `background`: its other ones.
 * @param {number} postmaster
 */
function treeTime(postmaster) {
  const ended = fields(postmaster);
  let serving = ownTime(postmaster) + (Number(ended[13]) + Number(ended[14])) * TICK;
  let background = 0;
  for (const { pid, command } of childrenOf(postmaster)) {
    if (BACKGROUND.test(command)) background += ownTime(pid);
    else serving += ownTime(pid);
  }
  return { serving, background };
}

/** Busy seconds of each processor since the machine started. */
function busyProcessors() {
  return read('/proc/stat')
    .split('\n')
    .filter((line) => /^cpu\d/.test(line))
    .map((line) => {
      const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
      return (user + nice + system + irq + soft + steal) * TICK;
    });
}

/** @param {Pids} pids */
export function readClock(pids) {
  const own = process.cpuUsage();
  const database = treeTime(pids.database);
  return {
    time: performance.now() / 1000,
    application: ownTime(pids.application),
    loop: mainThread(pids.application),
    heldBack: heldBack(pids.application),
    database: database.serving,
    databaseBackground: database.background,
    standins: ownTime(pids.standins) + ownTime(pids.host),
    generator: (own.user + own.system) / 1e6,
    processors: busyProcessors(),
  };
}

/** @typedef {ReturnType<typeof readClock>} Clock */
/** @typedef {{ time: number, application: number, loop: number, loopWaiting: number, heldBack: number, database: number, databaseBackground: number, standins: number, generator: number, foreign: [number, number] }} Spent Seconds; `foreign`: of each core, used by others; `heldBack`: of core 0, by others while the application wanted it (NaN where the system does not tell). */

/**
 * What was spent between two readings. The application is alone of ours on core 0, everything else of ours is on core 1.
 * @param {Clock} from
 * @param {Clock} to
 * @returns {Spent}
 */
export function spentBetween(from, to) {
  const application = to.application - from.application;
  const database = to.database - from.database;
  const databaseBackground = to.databaseBackground - from.databaseBackground;
  const standins = to.standins - from.standins;
  const generator = to.generator - from.generator;
  const busy = (/** @type {number} */ core) => (to.processors[core] ?? 0) - (from.processors[core] ?? 0);
  return {
    time: to.time - from.time,
    application,
    loop: to.loop.on - from.loop.on,
    loopWaiting: to.loop.waiting - from.loop.waiting,
    heldBack: to.heldBack - from.heldBack,
    database,
    databaseBackground,
    standins,
    generator,
    foreign: [
      Math.max(0, busy(0) - application),
      Math.max(0, busy(1) - database - databaseBackground - standins - generator),
    ],
  };
}

/**
 * @param {readonly Spent[]} parts
 * @returns {Spent}
 */
export function sumOf(parts) {
  const add = (/** @type {(part: Spent) => number} */ of) => parts.reduce((sum, part) => sum + of(part), 0);
  return {
    time: add((p) => p.time),
    application: add((p) => p.application),
    loop: add((p) => p.loop),
    loopWaiting: add((p) => p.loopWaiting),
    heldBack: add((p) => p.heldBack),
    database: add((p) => p.database),
    databaseBackground: add((p) => p.databaseBackground),
    standins: add((p) => p.standins),
    generator: add((p) => p.generator),
    foreign: [add((p) => p.foreign[0]), add((p) => p.foreign[1])],
  };
}
