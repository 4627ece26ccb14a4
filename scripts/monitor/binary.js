// @ts-check
// The Node of a version that test/nodes brings, else the one that runs this.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../prepare.js';

/** @param {string} version Major, as `24`. */
export function nodeBinary(version) {
  const name = `node-${version}-${process.platform}-${process.arch}`;
  const binary = join(root, 'test', 'nodes', 'node_modules', name, 'bin', 'node');
  return existsSync(binary) ? binary : process.execPath;
}
