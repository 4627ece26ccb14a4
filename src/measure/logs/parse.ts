import type { LineParser } from './entry.ts';
import { json } from './json-format.ts';
import { combined, plain, render, router } from './text-formats.ts';

const PARSERS: readonly LineParser[] = [json, router, render, combined, plain];

/** Longer lines are whole answers written to the log: what matters is at the beginning. */
const LONGEST = 4096;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** A parser of lines in any of the known formats: the one that read the last line is tried first. */
export function lineParser(): LineParser {
  let order = PARSERS;
  return (line) => {
    const text = (line.length > LONGEST && !line.startsWith('{') ? line.slice(0, LONGEST) : line).replace(COLOURS, '');
    for (const parser of order) {
      const entry = parser(text);
      if (entry === undefined) continue;
      if (order[0] !== parser) order = [parser, ...PARSERS.filter((each) => each !== parser)];
      return entry;
    }
    return undefined;
  };
}
