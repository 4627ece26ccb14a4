import { parse, TomlError } from 'smol-toml';
import type { Reading, Tree } from './tree.ts';

/** Longer files are data, not configuration: their keys are not located. */
const MOST_LOCATED = 100_000;

type Path = readonly (string | number)[];

/** Reads a TOML text, keeping the line of every key. Text in; tree, or the line of the first error, out. */
export function readToml(text: string, file: string): Reading {
  try {
    const value = parse(text);
    const lines = text.length > MOST_LOCATED ? new Map<string, number>() : keyLines(text);
    return { ok: true, documents: [grow(value, [], 1, { file, lines })] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { ok: false, at: { file, line: Math.max(1, error.line) } };
  }
}

interface Soil {
  readonly file: string;
  readonly lines: ReadonlyMap<string, number>;
}

function grow(value: unknown, path: Path, fallback: number, soil: Soil): Tree {
  const line = soil.lines.get(name(path)) ?? fallback;
  const at = { file: soil.file, line };
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item, position) => grow(item, [...path, position], line, soil)), at };
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const grown = Object.entries(value).map(([key, held]) => [key, grow(held, [...path, key], line, soil)] as const);
    return { kind: 'table', entries: new Map(grown), at };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', value, at };
  return { kind: 'scalar', value: String(value), at };
}

function name(path: Path): string {
  return JSON.stringify(path);
}

const HEADER = /^\s*(\[\[?)([^\]]+)\]\]?\s*(?:#.*)?$/;
const KEY = /^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+))*)\s*=/;
const KEY_PART = /"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g;
/** What can hide brackets inside a value: strings and comments. */
const OPAQUE = /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*/g;

/** The parser gives values without places: this finds the line of each key, following headers and values over several lines. */
function keyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  const rows = text.split('\n');
  let prefix: Path = [];
  for (let row = 0; row < rows.length; row += 1) {
    const written = rows[row] ?? '';
    const header = HEADER.exec(written);
    const key = KEY.exec(written);
    if (key?.[1] !== undefined) {
      record(lines, prefix, keyParts(key[1]), row + 1);
      row += rowsOfValue(rows, row, key[0].length) - 1;
    } else if (header?.[2] !== undefined) {
      prefix = tablePath(keyParts(header[2]), header[1] === '[[', counts);
      record(lines, [], prefix, row + 1);
    }
  }
  return lines;
}

function record(lines: Map<string, number>, prefix: Path, path: Path, line: number): void {
  for (let length = 1; length <= path.length; length += 1) {
    const key = name([...prefix, ...path.slice(0, length)]);
    if (!lines.has(key)) lines.set(key, line);
  }
}

function keyParts(written: string): readonly string[] {
  return [...written.matchAll(KEY_PART)].map((part) => part[1] ?? part[2] ?? part[3] ?? '');
}

/** Path of a header: the parts that are arrays of tables are followed by the position of their latest element. */
function tablePath(parts: readonly string[], repeated: boolean, counts: Map<string, number>): Path {
  const path: (string | number)[] = [];
  parts.forEach((part, position) => {
    path.push(part);
    const last = position === parts.length - 1;
    const count = counts.get(name(path));
    if (last && repeated) {
      counts.set(name(path), (count ?? -1) + 1);
      path.push((count ?? -1) + 1);
    } else if (count !== undefined) path.push(count);
  });
  return path;
}

/** How many rows a value takes, from the row of its key: until strings are closed and brackets balance. */
function rowsOfValue(rows: readonly string[], first: number, column: number): number {
  let held = (rows[first] ?? '').slice(column);
  for (let count = 1; ; count += 1) {
    const more = first + count < rows.length;
    if (!more || isWhole(held)) return count;
    held += `\n${rows[first + count] ?? ''}`;
  }
}

function isWhole(value: string): boolean {
  for (const opaque of value.match(OPAQUE) ?? []) {
    const fence = opaque.slice(0, 3);
    if ((fence === '"""' || fence === "'''") && (opaque.length < 6 || !opaque.endsWith(fence))) return false;
  }
  const bare = value.replace(OPAQUE, '');
  return (bare.match(/[[{]/g)?.length ?? 0) <= (bare.match(/[\]}]/g)?.length ?? 0);
}
