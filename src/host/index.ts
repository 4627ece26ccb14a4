/**
 * The machine. In: environment variables, the root of a file system, what the process says of itself. Out: where the command runs, and
 * the limits it runs under: cgroup CPU and memory, open files, heap. Must not keep the value of a variable, nor touch the network.
 */
import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { HostReading } from '../model/deployment.ts';
import { readCgroup } from './cgroup.ts';
import { namesOf, placeOf, platformOf } from './place.ts';
import { reader } from './read.ts';

/** What the process knows without files. */
export interface Runtime {
  readonly nodeVersion: string;
  readonly processors: number;
  /** Bytes. */
  readonly heapLimit: number;
}

/**
 * Reads the machine. `root` is the folder that holds `proc` and `sys`: `/`, or a copy in tests. What cannot be read is absent; never throws.
 */
export function readHost(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  root = '/',
  runtime: Runtime = thisProcess(),
): HostReading {
  const read = reader(root);
  const cgroup = readCgroup(read);
  const openFiles = openFilesOf(read('proc/self/limits'));
  return {
    place: placeOf(environment, read),
    platform: platformOf(environment),
    ...cgroup,
    processors: runtime.processors,
    ...(openFiles === undefined ? {} : { openFiles }),
    nodeVersion: runtime.nodeVersion,
    heapLimit: runtime.heapLimit,
    environment: namesOf(environment),
  };
}

function thisProcess(): Runtime {
  return {
    nodeVersion: process.versions.node,
    processors: availableParallelism(),
    heapLimit: getHeapStatistics().heap_size_limit,
  };
}

/** The soft limit of `Max open files`. */
function openFilesOf(limits: string | undefined): number | undefined {
  const soft = Number(/^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1]);
  return Number.isFinite(soft) && soft > 0 ? soft : undefined;
}
