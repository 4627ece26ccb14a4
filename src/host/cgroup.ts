import type { HostReading } from '../model/deployment.ts';
import type { Read } from './read.ts';

/** A limit above this is how the kernel writes "none" in version 1. */
const NO_LIMIT = 2 ** 60;

/** CPU quota (processors) and memory limit (bytes) of the control group of this process, the tightest of its ancestors. */
export function readCgroup(read: Read): Pick<HostReading, 'cgroup' | 'cpuQuota' | 'memoryLimit'> {
  const memberships = (read('proc/self/cgroup') ?? '').split('\n').flatMap((row) => {
    const parts = /^(\d+):([^:]*):(.*)$/.exec(row);
    return parts === null ? [] : [{ controllers: (parts[2] ?? '').split(','), path: parts[3] ?? '/' }];
  });
  const version = read('sys/fs/cgroup/cgroup.controllers') !== undefined ? 'v2' : hasVersion1(read) ? 'v1' : undefined;
  if (version === undefined) return {};
  const pathOf = (controller: string): string =>
    memberships.find(({ controllers }) => controllers.includes(controller))?.path ?? '/';
  const cpuQuota =
    version === 'v2'
      ? tightest(groups('sys/fs/cgroup', pathOf('')), (group) => quota2(read(`${group}/cpu.max`)))
      : tightest(groups(mount(read, 'cpu,cpuacct', 'cpu'), pathOf('cpu')), (group) => quota1(read, group));
  const memoryLimit =
    version === 'v2'
      ? tightest(groups('sys/fs/cgroup', pathOf('')), (group) => limit(read(`${group}/memory.max`)))
      : tightest(groups('sys/fs/cgroup/memory', pathOf('memory')), (group) =>
          limit(read(`${group}/memory.limit_in_bytes`)),
        );
  return {
    cgroup: version,
    ...(cpuQuota === undefined ? {} : { cpuQuota }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  };
}

function hasVersion1(read: Read): boolean {
  return (
    read('sys/fs/cgroup/memory/memory.limit_in_bytes') !== undefined ||
    read('sys/fs/cgroup/cpu/cpu.cfs_quota_us') !== undefined ||
    read('sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us') !== undefined
  );
}

function mount(read: Read, joint: string, alone: string): string {
  return read(`sys/fs/cgroup/${joint}/cpu.cfs_quota_us`) === undefined
    ? `sys/fs/cgroup/${alone}`
    : `sys/fs/cgroup/${joint}`;
}

/** The group and its ancestors up to the mount. Inside a container the path may be the host's: the mount itself always counts. */
function groups(base: string, path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  const below = parts.map((_part, index) => `${base}/${parts.slice(0, index + 1).join('/')}`);
  return [base, ...below];
}

function tightest(all: readonly string[], read: (group: string) => number | undefined): number | undefined {
  const found = all.flatMap((group) => read(group) ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** `200000 100000`: quota and period in microseconds; `max`: none. */
function quota2(written: string | undefined): number | undefined {
  const [quota, period] = (written ?? '').trim().split(/\s+/).map(Number);
  return ratio(quota, period ?? 100_000);
}

function quota1(read: Read, group: string): number | undefined {
  return ratio(Number(read(`${group}/cpu.cfs_quota_us`)), Number(read(`${group}/cpu.cfs_period_us`)));
}

function ratio(quota: number | undefined, period: number): number | undefined {
  return quota !== undefined && quota > 0 && period > 0 ? quota / period : undefined;
}

function limit(written: string | undefined): number | undefined {
  const bytes = Number(written?.trim() || Number.NaN);
  return Number.isFinite(bytes) && bytes > 0 && bytes < NO_LIMIT ? bytes : undefined;
}
