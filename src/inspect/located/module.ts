import { parseSync } from 'oxc-parser';
import { isTooDeep } from '../../model/nesting.ts';
import { lineAt } from './lines.ts';
import type { Tree } from './tree.ts';

/** A call of a named function in a module, its literal arguments as trees; what is not literal is absent. */
export interface LiteralCall {
  readonly callee: string;
  readonly line: number;
  readonly arguments: readonly (Tree | undefined)[];
  /** Lines of the values that are computed, hence not read. */
  readonly computed: readonly { readonly key: string; readonly line: number }[];
}

interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

interface Context {
  readonly text: string;
  readonly file: string;
  readonly constants: Map<string, Syntax>;
  computed: { readonly key: string; readonly line: number }[];
}

/**
 * Reads a configuration written as a program, without running it: every call of one of the functions, with the literals it is given.
 * Constants of the module are followed. Gives the line of the first syntax error instead when there is one.
 */
export function readCalls(
  text: string,
  file: string,
  callees: ReadonlySet<string>,
): { readonly ok: true; readonly calls: readonly LiteralCall[] } | { readonly ok: false; readonly line: number } {
  if (isTooDeep(text)) return { ok: false, line: 1 };
  const { program, errors } = parseSync(file, text);
  const error = errors[0];
  if (error !== undefined) return { ok: false, line: lineAt(text, error.labels[0]?.start ?? 0) };
  const context: Context = { text, file, constants: new Map(), computed: [] };
  const calls: LiteralCall[] = [];
  visit(program as unknown as Syntax, (node) => {
    if (node.type === 'VariableDeclarator') remember(node, context);
    const callee = node.type === 'CallExpression' ? nameOf(node['callee']) : undefined;
    if (callee === undefined || !callees.has(callee)) return;
    context.computed = [];
    const line = lineAt(text, node.start);
    const given = (node['arguments'] as readonly Syntax[]).map((argument) => grow(argument, line, '', context));
    calls.push({ callee, line, arguments: given, computed: context.computed });
  });
  return { ok: true, calls };
}

function visit(node: unknown, enter: (node: Syntax) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, enter);
  else if (typeof node === 'object' && node !== null && typeof (node as Syntax).type === 'string') {
    enter(node as Syntax);
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value, enter);
  }
}

function remember(node: Syntax, context: Context): void {
  const name = nameOf(node['id']);
  const value = node['init'] as Syntax | null;
  if (name !== undefined && value !== null && value !== undefined) context.constants.set(name, value);
}

function nameOf(node: unknown): string | undefined {
  const syntax = node as Syntax | null;
  return syntax?.type === 'Identifier' ? String(syntax['name']) : undefined;
}

function grow(node: Syntax, line: number, key: string, context: Context, depth = 0): Tree | undefined {
  const at = { file: context.file, line };
  const bare = unwrapped(node);
  const name = nameOf(bare);
  const constant = name === undefined ? undefined : context.constants.get(name);
  if (constant !== undefined && depth < 20) return grow(constant, line, key, context, depth + 1);
  const literal = literalOf(bare);
  if (literal !== undefined) return { kind: 'scalar', value: literal, at };
  if (bare.type === 'ArrayExpression') {
    const elements = bare['elements'] as readonly (Syntax | null)[];
    const grown = elements.flatMap((one) =>
      one === null ? [] : (grow(one, lineAt(context.text, one.start), key, context, depth) ?? []),
    );
    return { kind: 'list', items: grown, at };
  }
  if (bare.type === 'ObjectExpression') return { kind: 'table', entries: tableOf(bare, context, depth), at };
  context.computed.push({ key, line });
  return undefined;
}

function tableOf(node: Syntax, context: Context, depth: number): Map<string, Tree> {
  const table = new Map<string, Tree>();
  for (const property of node['properties'] as readonly Syntax[]) {
    if (property.type !== 'Property') continue;
    const key = property['key'] as Syntax;
    const name = nameOf(key) ?? (key.type === 'Literal' ? String(key['value']) : undefined);
    if (name === undefined) continue;
    const line = lineAt(context.text, property.start);
    const value = grow(property['value'] as Syntax, line, name, context, depth);
    table.set(name, value ?? { kind: 'scalar', value: null, at: { file: context.file, line } });
  }
  return table;
}

/** `x as const`, `x satisfies T`, `(x)`. */
function unwrapped(node: Syntax): Syntax {
  const wraps = ['TSAsExpression', 'TSSatisfiesExpression', 'ParenthesizedExpression', 'TSNonNullExpression'];
  return wraps.includes(node.type) ? unwrapped(node['expression'] as Syntax) : node;
}

function literalOf(node: Syntax): string | number | boolean | undefined {
  const value = node['value'];
  if (node.type === 'Literal' && ['string', 'number', 'boolean'].includes(typeof value))
    return value as string | number | boolean;
  if (node.type !== 'TemplateLiteral' || (node['expressions'] as readonly unknown[]).length > 0) return undefined;
  const [quasi] = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
  return quasi?.value.cooked;
}
