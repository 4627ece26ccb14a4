import { type Program, parseSync } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';

/** A parsed file. The only module that knows which parser is used. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  /** Line of a character offset, counted from 1. */
  at(offset: number): Location;
}

/** Parses a file. Returns the parser's message when the file holds no readable program. */
export function parseFile(
  path: string,
  text: string,
): ParsedFile | { readonly problem: string; readonly line: number } {
  const starts = lineStarts(text);
  try {
    const { program, errors } = parseSync(path, text, { preserveParens: false, lang: languageOf(path) });
    const fatal = errors.find((error) => error.severity === 'Error');
    if (fatal !== undefined && program.body.length === 0 && text.trim() !== '')
      return { problem: fatal.message, line: lineAt(starts, fatal.labels[0]?.start ?? 0) };
    const lines: Location[] = [];
    let line = 1;
    const at = (offset: number): Location => {
      // Most places asked for are on the line of the one before.
      if (offset < (starts[line - 1] ?? 0) || offset >= (starts[line] ?? Infinity)) line = lineAt(starts, offset);
      const known = lines[line];
      if (known !== undefined) return known;
      const made = { file: path, line };
      lines[line] = made;
      return made;
    };
    return { path, text, program, at };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String(cause), line: 1 };
  }
}

function languageOf(path: string): 'ts' | 'tsx' | 'jsx' | 'dts' {
  if (path.endsWith('.d.ts')) return 'dts';
  if (path.endsWith('.tsx')) return 'tsx';
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
