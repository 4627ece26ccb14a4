import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a small file under the root, or undefined. */
export type Read = (path: string) => string | undefined;

export function reader(root: string): Read {
  return (path) => {
    const whole = join(root, path);
    try {
      return existsSync(whole) ? readFileSync(whole, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}
