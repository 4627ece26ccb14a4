import type { Location } from '../../model/source.ts';

/** One instruction of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly word: string;
  readonly rest: string;
  readonly at: Location;
}

const NAMES = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.(?:prod|production|server|api|backend|web))?$/;

/** Dockerfiles that may build the application, the shallowest first. */
export function dockerfiles(files: readonly string[]): readonly string[] {
  const depth = (path: string): number => path.split('/').length;
  return files
    .filter((path) => NAMES.test(path) && depth(path) <= 4)
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** Instructions of a Dockerfile in order, with their lines. Heredocs and comments are skipped. */
export function instructions(text: string, file: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let held = '';
  let start = 0;
  text.split(/\r?\n/).forEach((row, index) => {
    if (/^\s*(?:#|$)/.test(row)) return;
    if (held === '') start = index + 1;
    held += row.replace(/\\\s*$/, ' ');
    if (/\\\s*$/.test(row)) return;
    const parts = /^\s*([A-Za-z]+)\s+(.*)$/s.exec(held);
    if (parts?.[1] !== undefined)
      found.push({ word: parts[1].toUpperCase(), rest: (parts[2] ?? '').trim(), at: { file, line: start } });
    held = '';
  });
  return found;
}
