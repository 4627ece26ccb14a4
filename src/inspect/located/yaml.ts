import type { Document, LineCounter, YAMLMap } from 'yaml';
import type { Reading, Scalar, Tree } from './tree.ts';
import { yamlParser } from './yaml-parser.ts';

/** Aliases can make a small file expand without end. */
const MOST_NODES = 50_000;
/** An alias of what holds it would go down without end. */
const MOST_DEPTH = 200;

interface Context {
  readonly file: string;
  readonly lines: LineCounter;
  readonly document: Document;
  left: number;
  depth: number;
}

/** Reads the documents of a YAML text, keeping the line of every key. Text in; trees, or the line of the first error, out. */
export function readYaml(text: string, file: string): Reading {
  const parser = yamlParser();
  const lines = new parser.LineCounter();
  const parsed = parser.parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const documents: Tree[] = [];
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const error = document.errors[0];
    if (error !== undefined) return { ok: false, at: { file, line: lines.linePos(error.pos[0]).line } };
    const context: Context = { file, lines, document, left: MOST_NODES, depth: 0 };
    if (document.contents !== null) documents.push(grow(document.contents, 1, context));
    if (context.left <= 0) return { ok: false, at: { file, line: 1 } };
  }
  return { ok: true, documents };
}

function grow(node: unknown, line: number, context: Context): Tree {
  context.depth += 1;
  if (context.depth > MOST_DEPTH) context.left = 0;
  const tree = grown(node, line, context);
  context.depth -= 1;
  return tree;
}

function grown(node: unknown, line: number, context: Context): Tree {
  const { isAlias, isMap, isScalar, isSeq } = yamlParser();
  context.left -= 1;
  const at = { file: context.file, line };
  if (context.left <= 0) return { kind: 'scalar', value: null, at };
  if (isAlias(node)) return grow(node.resolve(context.document), line, context);
  if (isMap(node)) return { kind: 'table', entries: tableOf(node, line, context), at };
  if (isSeq(node)) {
    const items = node.items.map((item) => grow(item, lineOf(item, line, context), context));
    return { kind: 'list', items, at };
  }
  return { kind: 'scalar', value: plain(isScalar(node) ? node.value : null), at };
}

function tableOf(map: YAMLMap, line: number, context: Context): Map<string, Tree> {
  const { isScalar } = yamlParser();
  const table = new Map<string, Tree>();
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    const value = grow(pair.value, lineOf(pair.key, line, context), context);
    if (key !== '<<') table.set(key, value);
    else for (const [name, merged] of merge(value)) table.set(name, table.get(name) ?? merged);
  }
  return table;
}

function plain(value: unknown): Scalar['value'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}

function merge(tree: Tree): readonly (readonly [string, Tree])[] {
  if (tree.kind === 'table') return [...tree.entries];
  return tree.kind === 'list' ? tree.items.flatMap(merge) : [];
}

function lineOf(node: unknown, fallback: number, context: Context): number {
  const start = (node as { readonly range?: readonly number[] | null } | null)?.range?.[0];
  return start === undefined ? fallback : context.lines.linePos(start).line;
}
