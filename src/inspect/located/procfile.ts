import type { Location } from '../../model/source.ts';
import { presentable } from './command.ts';

/** Process types of a Procfile: the command of each, with its line. */
export function readProcfile(
  text: string,
  file: string,
): ReadonlyMap<string, { readonly command: string; readonly at: Location }> {
  const found = new Map<string, { readonly command: string; readonly at: Location }>();
  text.split(/\r?\n/).forEach((row, index) => {
    const parts = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(row);
    if (parts?.[1] !== undefined && parts[2] !== undefined)
      found.set(parts[1], { command: presentable(parts[2]), at: { file, line: index + 1 } });
  });
  return found;
}
