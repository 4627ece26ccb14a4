import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A node of the syntax tree of PostgreSQL: one key, the name of its kind, or plain fields. */
export type SqlNode = Readonly<Record<string, unknown>>;

/** One statement, and where it starts in the text, in bytes of UTF-8. */
export interface SqlStatement {
  readonly node: SqlNode;
  readonly start: number;
}

/** What the compiled parser of PostgreSQL offers, as its module of WebAssembly names it. */
interface Engine {
  readonly lengthBytesUTF8: (text: string) => number;
  readonly stringToUTF8: (text: string, pointer: number, length: number) => void;
  readonly UTF8ToString: (pointer: number) => string;
  readonly getValue: (pointer: number, type: 'i32') => number;
  readonly _malloc: (length: number) => number;
  readonly _free: (pointer: number) => void;
  readonly _wasm_parse_query_raw: (text: number) => number;
  readonly _wasm_free_parse_result: (result: number) => void;
}

/** The little of WebAssembly that is used; it is not among the types of the language. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (compiled: object, imports: object) => { readonly exports: object };
};

let engine: Engine | null | undefined;

/**
 * The parser of PostgreSQL itself (`libpg-query`), started on the first statement and at once: its own loader only starts it asynchronously.
 * Null where WebAssembly does not run: a lighter reading takes over.
 */
function startEngine(): Engine | null {
  try {
    const load = createRequire(import.meta.url);
    const start = load('libpg-query/wasm/libpg-query.js') as (options: object) => unknown;
    const bytes = readFileSync(load.resolve('libpg-query/wasm/libpg-query.wasm'));
    const started = {
      instantiateWasm(imports: object, ready: (instance: object) => void): object {
        const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
        ready(instance);
        return instance.exports;
      },
    };
    start(started);
    const made = started as unknown as Engine;
    return typeof made._wasm_parse_query_raw === 'function' ? made : null;
  } catch {
    return null;
  }
}

/** Statements longer than this are dumps of data, not of a schema. */
const MOST_BYTES = 1_000_000;

/** The statements of a text in the dialect of PostgreSQL; undefined when it is not, in whole or in part. */
export function parseSql(text: string): readonly SqlStatement[] | undefined {
  if (text.length > MOST_BYTES) return undefined;
  engine ??= startEngine();
  return engine === null || engine === undefined ? undefined : parseWith(engine, text);
}

function parseWith(parser: Engine, text: string): readonly SqlStatement[] | undefined {
  const length = parser.lengthBytesUTF8(text) + 1;
  const pointer = parser._malloc(length);
  parser.stringToUTF8(text, pointer, length);
  let result = 0;
  try {
    result = parser._wasm_parse_query_raw(pointer);
    if (result === 0 || parser.getValue(result + 8, 'i32') !== 0) return undefined;
    return statementsOf(JSON.parse(parser.UTF8ToString(parser.getValue(result, 'i32'))));
  } catch {
    return undefined;
  } finally {
    parser._free(pointer);
    if (result !== 0) parser._wasm_free_parse_result(result);
  }
}

function statementsOf(tree: {
  readonly stmts?: readonly { stmt?: SqlNode; stmt_location?: number }[];
}): SqlStatement[] {
  return (tree.stmts ?? []).flatMap(({ stmt, stmt_location }) =>
    stmt === undefined ? [] : [{ node: stmt, start: stmt_location ?? 0 }],
  );
}

/** The content of a node of this kind, undefined for another. */
export function inside(node: unknown, kind: string): SqlNode | undefined {
  const found = typeof node === 'object' && node !== null ? (node as SqlNode)[kind] : undefined;
  return typeof found === 'object' && found !== null ? (found as SqlNode) : undefined;
}

/** A field that holds a list. */
export function listIn(node: SqlNode | undefined, field: string): readonly SqlNode[] {
  const found = node?.[field];
  return Array.isArray(found) ? (found as SqlNode[]) : [];
}

/** A field that holds a text. */
export function textIn(node: SqlNode | undefined, field: string): string | undefined {
  const found = node?.[field];
  return typeof found === 'string' ? found : undefined;
}

/** Names written as a list of strings: `keys`, `names`, `fields`. */
export function namesIn(nodes: readonly SqlNode[]): readonly string[] {
  return nodes.flatMap((node) => textIn(inside(node, 'String'), 'sval') ?? []);
}
