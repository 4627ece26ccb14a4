import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long, and how often, the control group of the process held it back, since it exists. */
export interface Throttling {
  /** Seconds. */
  readonly seconds: number;
  readonly periods: number;
}

/** Version 2 counts microseconds, version 1 nanoseconds. */
const FILES = [
  { file: 'sys/fs/cgroup/cpu.stat', name: 'throttled_usec', unit: 1e-6 },
  { file: 'sys/fs/cgroup/cpu/cpu.stat', name: 'throttled_time', unit: 1e-9 },
  { file: 'sys/fs/cgroup/cpu,cpuacct/cpu.stat', name: 'throttled_time', unit: 1e-9 },
] as const;

/** Reads it under a root (`/`, or a copy); undefined where the system does not say. */
export function readThrottling(root: string): Throttling | undefined {
  for (const { file, name, unit } of FILES) {
    const text = textOf(join(root, file));
    const time = numberOf(text, name);
    const periods = numberOf(text, 'nr_throttled');
    if (time !== undefined && periods !== undefined) return { seconds: time * unit, periods };
  }
  return undefined;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function numberOf(text: string, name: string): number | undefined {
  const found = new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
