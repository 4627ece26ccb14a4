// @ts-check
// On which core, and before whom, the processes of a measurement run.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { childrenOf, fields, threadsOf } from './processor.js';

/** @typedef {import('./processor.js').Pids} Pids */

/**
 * A process in a real-time class (chrt): the scheduler gives others only what it leaves, so that they cannot starve it.
 * @param {number} pid
 */
export function isRealTime(pid) {
  // Field 41 of /proc/PID/stat: 1 first in first out, 2 round robin (sched(7)).
  return ['1', '2'].includes(fields(pid)[38] ?? '');
}

/**
 * Application on core 0; database, stand-ins and this process on core 1. Nothing is moved on a machine with one core.
 * @param {Pids} pids
 */
export function pinApart(pids) {
  if (os.cpus().length < 2) return false;
  const pin = (/** @type {number} */ core, /** @type {number} */ pid) => {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
  };
  pin(0, pids.application);
  for (const pid of [process.pid, pids.host, pids.standins, pids.database]) pin(1, pid);
  for (const { pid } of childrenOf(pids.database)) pinIfAlive(pin, pid);
  return true;
}

/**
 * @param {(core: number, pid: number) => void} pin
 * @param {number} pid
 */
function pinIfAlive(pin, pid) {
  try {
    pin(1, pid);
  } catch {
    // It ended meanwhile.
  }
}

/**
 * In a real-time class, the event loop of a Node process before the threads of its pool, which hash. The ordinary scheduler lets a loop that wakes
 * pass before a hash under way; round robin makes it wait for a whole turn of each, up to 100 ms, which no production does (scripts/measure/turns.js).
 * V8's own threads stay with the loop, which turns while it waits for them: behind it, they would never end.
 * @param {number} pid
 */
export function loopFirst(pid) {
  if (!isRealTime(pid)) return;
  execFileSync('chrt', ['-a', '-r', '-p', String(POOL + 1), String(pid)], { stdio: 'ignore' });
  for (const thread of threadsOf(pid)
    .sort((a, b) => Number(a) - Number(b))
    .slice(FIRST_THREADS))
    execFileSync('chrt', ['-r', '-p', String(POOL), thread], { stdio: 'ignore' });
}

/** This process before the database and the stand-ins, in their real-time class: a request leaves on time, whatever turns they take. */
function generatorFirst() {
  if (isRealTime(process.pid))
    execFileSync('chrt', ['-a', '-r', '-p', String(POOL + 1), String(process.pid)], { stdio: 'ignore' });
}

/** Threads of Node before those of its pool: the loop, V8's five, and the one that waits for a debugger. */
const FIRST_THREADS = 7;
/** Real-time priority of the threads of the pool, of the database and of the stand-ins: that of `chrt -r 20`. */
const POOL = 20;

/**
 * Puts the measured processes before the others on the same cores, where the system lets us: with cold caches and code that was never compiled
 * for want of requests, the same request costs several times as much. Threads that began since the last time are put where they belong.
 * @param {Pids} pids
 * @param {readonly number[]} [further]
 * @returns {boolean}
 */
export function raisePriority(pids, further = []) {
  loopFirst(pids.application);
  generatorFirst();
  const all = [process.pid, ...further, pids.application, pids.standins, pids.host, pids.database];
  let raised = true;
  for (const pid of [...all, ...childrenOf(pids.database).map((child) => child.pid)]) {
    try {
      writeFileSync(`/proc/${pid}/autogroup`, '-20');
      // Each thread has a niceness of its own on Linux.
      for (const thread of threadsOf(pid)) os.setPriority(Number(thread), -20);
    } catch {
      raised = false;
    }
  }
  return raised;
}

/**
 * Back to the ordinary class, before they end: the kernel lets a process of a real-time class turn for ever while it puts away a child, where what it
 * waits for is behind it on the same core.
 * @param {Pids} pids
 */
export function standDown(pids) {
  for (const pid of [pids.application, pids.standins, pids.database, pids.host, process.pid]) {
    if (!existsSync(`/proc/${pid}`) || !isRealTime(pid)) continue;
    try {
      execFileSync('chrt', ['-a', '-o', '-p', '0', String(pid)], { stdio: 'ignore' });
    } catch {
      // It ended meanwhile, or the system refuses: it is about to end.
    }
  }
}
