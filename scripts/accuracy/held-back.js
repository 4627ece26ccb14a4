// @ts-check
// Seconds in which a process wanted its core and others had it, to the microsecond: the pressure (PSI, "full") of a control group that holds that
// process alone. Waiting for its own threads does not count, which the waits of /proc/PID/schedstat do not tell apart. Linux, cgroup v2, as root.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'].find((each) => existsSync(join(each, 'cgroup.controllers')));

/** @param {number} pid */
const groupOf = (pid) => join(ROOT ?? '', `jauge-${pid}`);

/**
 * Begins to account for a process, where the system lets us; returns how to end, once it has stopped.
 * @param {number} pid
 * @returns {() => void}
 */
export function accountFor(pid) {
  const group = groupOf(pid);
  try {
    mkdirSync(group);
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
  } catch {
    // Not allowed here: readings are NaN.
  }
  return () => {
    if (existsSync(group)) rmdirSync(group);
  };
}

/**
 * Seconds since `accountFor`; NaN where the system does not tell.
 * @param {number} pid
 */
export function heldBack(pid) {
  try {
    const text = readFileSync(join(groupOf(pid), 'cpu.pressure'), 'utf8');
    return Number(/^full .*total=(\d+)/m.exec(text)?.[1] ?? Number.NaN) / 1e6;
  } catch {
    return Number.NaN;
  }
}
