// @ts-check
// A process that others do not hold back, and how far they did all the same: seconds in which it wanted its core and they had it, to the microsecond
// (PSI, "full", of a control group that holds it alone). Waiting for its own threads does not count, which /proc/PID/schedstat does not tell apart.
// Linux, cgroups v1 or v2, as root.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where cgroup v2 is: alone, or beside the controllers of v1. */
const UNIFIED = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'].find((each) =>
  existsSync(join(each, 'cgroup.controllers')),
);
/** The file that gives a group its share of the processor, and the most that it takes: v2, v1. */
const WEIGHTS = /** @type {const} */ ([
  [UNIFIED, 'cpu.weight', '10000'],
  ['/sys/fs/cgroup/cpu', 'cpu.shares', '262144'],
]);

/** @param {number} pid */
const nameOf = (pid) => `jauge-${pid}`;

/**
 * Puts a process in groups of its own, where the system lets us: whoever else runs on its core gets next to nothing that it wants, and what others
 * got is told. Returns how to end, once it has stopped.
 * @param {number} pid
 * @returns {() => void}
 */
export function setApart(pid) {
  /** @type {string[]} */
  const made = [];
  for (const [root, file, most] of WEIGHTS) {
    const group = join(root ?? '', nameOf(pid));
    try {
      mkdirSync(group);
      made.push(group);
      writeFileSync(join(group, 'cgroup.procs'), String(pid));
      writeFileSync(join(group, file), most);
    } catch {
      // Not allowed, or the other version has the processors.
    }
  }
  return () => {
    for (const group of made.filter((each) => existsSync(each))) rmdirSync(group);
  };
}

/**
 * Seconds since `setApart`; NaN where the system does not tell.
 * @param {number} pid
 */
export function heldBack(pid) {
  try {
    const text = readFileSync(join(UNIFIED ?? '', nameOf(pid), 'cpu.pressure'), 'utf8');
    return Number(/^full .*total=(\d+)/m.exec(text)?.[1] ?? Number.NaN) / 1e6;
  } catch {
    return Number.NaN;
  }
}
