import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readThrottling } from './throttling.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function rootOf(file: string, text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'jauge-cgroup-'));
  roots.push(root);
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  return root;
}

describe('how long a control group held its process back', () => {
  it('is in microseconds in version 2', () => {
    const text =
      'usage_usec 5000000\nuser_usec 1\nsystem_usec 2\nnr_periods 100\nnr_throttled 7\nthrottled_usec 2500000\n';
    expect(readThrottling(rootOf('sys/fs/cgroup/cpu.stat', text))).toEqual({ seconds: 2.5, periods: 7 });
  });

  it('is in nanoseconds in version 1', () => {
    const text = 'nr_periods 100\nnr_throttled 3\nthrottled_time 4000000000\n';
    expect(readThrottling(rootOf('sys/fs/cgroup/cpu,cpuacct/cpu.stat', text))).toEqual({ seconds: 4, periods: 3 });
  });

  it('is unknown without a quota, and elsewhere than on Linux', () => {
    expect(readThrottling(rootOf('sys/fs/cgroup/cpu.stat', 'usage_usec 5\nuser_usec 1\n'))).toBeUndefined();
    expect(readThrottling(rootOf('proc/version', ''))).toBeUndefined();
  });
});
