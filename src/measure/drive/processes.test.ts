import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { treeOf } from './processes.ts';

test.skipIf(process.platform !== 'linux')('a process, what it started, and what that started', async () => {
  const child = spawn('sh', ['-c', 'sleep 30 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const grandchild = Number(await once(child.stdout, 'data').then(String));
    expect(treeOf(child.pid ?? -1)).toEqual([child.pid, grandchild]);
    expect(treeOf(process.pid)).toEqual(expect.arrayContaining([process.pid, child.pid, grandchild]));
    process.kill(grandchild, 'SIGKILL');
  } finally {
    child.kill('SIGKILL');
  }
});
