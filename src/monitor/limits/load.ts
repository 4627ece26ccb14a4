import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { limitsOf } from './read.ts';

/** The limits of an estimate given as a file or a document; the default ones, and why, when there is none that can be read. */
export function loadLimits(
  estimate: string | object | undefined,
  folder: string,
): { readonly limits: Limits; readonly problem?: { readonly file: string; readonly reason: string } } {
  const file = typeof estimate === 'string' ? estimate : 'jauge.json';
  let document: unknown = estimate;
  if (typeof estimate !== 'object') {
    try {
      document = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
    } catch (error) {
      const { code, name } = error as NodeJS.ErrnoException;
      // Nobody asked for it: the page says how to make it.
      if (estimate === undefined && code === 'ENOENT') return { limits: DEFAULT_LIMITS };
      return { limits: DEFAULT_LIMITS, problem: { file, reason: code ?? name } };
    }
  }
  const limits = limitsOf(document);
  if ('reason' in limits) return { limits: DEFAULT_LIMITS, problem: { file, reason: limits.reason } };
  return { limits };
}
