// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './record.js';

/**
 * Puts written files in the form that the checks expect, when the formatter is installed.
 * @param {readonly string[]} files
 */
export function format(files) {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  if (existsSync(biome))
    spawnSync(process.execPath, [biome, 'format', '--write', ...files], { cwd: root, stdio: 'ignore' });
}
