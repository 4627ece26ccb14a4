import { lineAt } from './lines.ts';
import type { Reading, Tree } from './tree.ts';

/** How much of JSON with comments is accepted: `strict` is what npm reads, `relaxed` what tsconfig and the editors read. */
type Strictness = 'strict' | 'relaxed';

interface Cursor {
  readonly text: string;
  readonly file: string;
  readonly relaxed: boolean;
  offset: number;
  line: number;
  depth: number;
}

class Malformed extends Error {}

const MOST_DEPTH = 200;
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const BLANK = /[ \t\r\n]+/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** Reads a JSON text, keeping the line of every key. Text in; tree, or the line of the first error, out. */
export function readJson(text: string, file: string, strictness: Strictness = 'strict'): Reading {
  const cursor: Cursor = { text, file, relaxed: strictness === 'relaxed', offset: 0, line: 1, depth: 0 };
  try {
    skipBlanks(cursor);
    const document = value(cursor, cursor.line);
    skipBlanks(cursor);
    if (cursor.offset < text.length) throw new Malformed();
    return { ok: true, documents: [document] };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, at: { file, line: lineAt(text, cursor.offset) } };
  }
}

function value(cursor: Cursor, line: number): Tree {
  const at = { file: cursor.file, line };
  const first = cursor.text[cursor.offset];
  if (first === '{') return { kind: 'table', entries: table(cursor), at };
  if (first === '[') return { kind: 'list', items: list(cursor), at };
  if (first === '"') return { kind: 'scalar', value: string(cursor), at };
  for (const [word, literal] of LITERALS) {
    if (cursor.text.startsWith(word, cursor.offset)) {
      cursor.offset += word.length;
      return { kind: 'scalar', value: literal, at };
    }
  }
  const written = match(cursor, NUMBER);
  if (written === undefined) throw new Malformed();
  return { kind: 'scalar', value: Number(written), at };
}

function table(cursor: Cursor): Map<string, Tree> {
  const found = new Map<string, Tree>();
  between(cursor, '}', () => {
    const line = cursor.line;
    if (cursor.text[cursor.offset] !== '"') throw new Malformed();
    const key = string(cursor);
    skipBlanks(cursor);
    expect(cursor, ':');
    skipBlanks(cursor);
    found.set(key, value(cursor, line));
  });
  return found;
}

function list(cursor: Cursor): Tree[] {
  const found: Tree[] = [];
  between(cursor, ']', () => found.push(value(cursor, cursor.line)));
  return found;
}

/** Elements separated by commas up to the closing bracket; the opening one is under the cursor. */
function between(cursor: Cursor, close: string, element: () => void): void {
  cursor.depth += 1;
  if (cursor.depth > MOST_DEPTH) throw new Malformed();
  cursor.offset += 1;
  skipBlanks(cursor);
  for (let first = true; cursor.text[cursor.offset] !== close; first = false) {
    if (!first) {
      expect(cursor, ',');
      skipBlanks(cursor);
      if (cursor.relaxed && cursor.text[cursor.offset] === close) break;
    }
    element();
    skipBlanks(cursor);
  }
  cursor.offset += 1;
  cursor.depth -= 1;
}

function string(cursor: Cursor): string {
  const written = match(cursor, STRING);
  if (written === undefined) throw new Malformed();
  try {
    return JSON.parse(written) as string;
  } catch {
    throw new Malformed();
  }
}

function expect(cursor: Cursor, character: string): void {
  if (cursor.text[cursor.offset] !== character) throw new Malformed();
  cursor.offset += 1;
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.offset += found.length;
  return found;
}

function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const skipped = match(cursor, BLANK) ?? (cursor.relaxed ? match(cursor, COMMENT) : undefined);
    if (skipped === undefined) return;
    for (const character of skipped) if (character === '\n') cursor.line += 1;
  }
}
