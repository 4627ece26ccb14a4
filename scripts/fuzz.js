// @ts-check
// Mutated projects, as many as wanted, from a seed: npm run fuzz -- [runs] [seed]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, run } from './prepare.js';

run(() => {
  const [runs = '2000', seed = '1'] = process.argv.slice(2);
  const command = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [command, 'run', 'test/fuzz.test.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JAUGE_FUZZ_RUNS: runs, JAUGE_FUZZ_SEED: seed },
  });
  return status ?? 1;
});
