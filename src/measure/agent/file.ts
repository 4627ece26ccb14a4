import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BUILT = join('dist', 'measure', 'agent', 'preload.js');

/** The agent as it was built, in the package that this code belongs to; undefined when it was not. */
export function agentFile(): URL | undefined {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, BUILT))) return pathToFileURL(join(at, BUILT));
  }
  return undefined;
}
