// @ts-check
// Prints the report of examples/koomy, in French: npm run demo [-- --lang en --format markdown …]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './prepare.js';

run(() => {
  ensureInstalled(root, console.error);
  ensureBuilt(console.error);
  const words = [join('dist', 'cli', 'bin.js'), join('examples', 'koomy'), ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  return status ?? 1;
});
