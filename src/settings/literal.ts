import { parseSync } from 'oxc-parser';
import { JaugeError } from '../model/error.ts';
import { message } from '../model/message.ts';
import { isTooDeep } from '../model/nesting.ts';

/** A value written out in a configuration file, and the line of each of its keys (`database.plan` → 12). */
export interface Literal {
  readonly value: unknown;
  readonly lines: ReadonlyMap<string, number>;
}

// biome-ignore lint/suspicious/noExplicitAny: the tree is walked by its `type` fields, whatever the parser's version.
type Node = any;

interface Reading {
  readonly file: string;
  readonly text: string;
  readonly constants: ReadonlyMap<string, Node>;
  readonly lines: Map<string, number>;
}

/**
 * Reads the default export of a configuration file without running it: literals, objects, arrays, constants of the same file and
 * arithmetic. Throws a JaugeError that names the line of anything else.
 */
export function readLiteral(file: string, text: string): Literal {
  const source = file.endsWith('.json') ? `export default (${text}\n)` : text;
  const parsed = isTooDeep(source) ? undefined : parseSync(file.replace(/\.json$/, '.js'), source);
  const error = parsed?.errors[0];
  if (parsed === undefined || error !== undefined) {
    const line = lineAt(source, error?.labels[0]?.start ?? 0);
    throw new JaugeError(
      'invalid-configuration',
      message('error.config-syntax', { at: { file, line } }),
      message('error.config-hint'),
    );
  }
  const body: readonly Node[] = parsed.program.body;
  const reading: Reading = { file, text: source, constants: constantsOf(body), lines: new Map() };
  const exported = body.find((node) => node.type === 'ExportDefaultDeclaration')?.declaration ?? commonExport(body);
  if (exported === undefined)
    throw new JaugeError(
      'invalid-configuration',
      message('error.config-no-export', { at: { file, line: 1 } }),
      message('error.config-hint'),
    );
  return { value: literalOf(exported, '', reading), lines: reading.lines };
}

function constantsOf(body: readonly Node[]): ReadonlyMap<string, Node> {
  const declarations = body.flatMap((node) =>
    node.type === 'VariableDeclaration' && node.kind === 'const' ? node.declarations : [],
  );
  return new Map(
    declarations.filter((node: Node) => node.id.type === 'Identifier').map((node: Node) => [node.id.name, node.init]),
  );
}

function commonExport(body: readonly Node[]): Node | undefined {
  const assignment = body.find(
    (node) => node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression',
  )?.expression;
  return assignment?.left.type === 'MemberExpression' && assignment.left.property.name === 'exports'
    ? assignment.right
    : undefined;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function refuse(node: Node, reading: Reading): never {
  const at = { file: reading.file, line: lineAt(reading.text, node.start) };
  throw new JaugeError(
    'invalid-configuration',
    message('error.config-not-literal', { at }),
    message('error.config-literal-hint'),
  );
}

function literalOf(node: Node, path: string, reading: Reading): unknown {
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0].value.cooked : refuse(node, reading);
    case 'ArrayExpression':
      return node.elements.map((element: Node, index: number) => literalOf(element, `${path}.${index}`, reading));
    case 'ObjectExpression':
      return objectOf(node, path, reading);
    case 'UnaryExpression':
      return signed(node, path, reading);
    case 'BinaryExpression':
      return arithmetic(node, path, reading);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return literalOf(node.expression, path, reading);
    case 'CallExpression':
      return node.callee.name === 'defineConfig' && node.arguments.length === 1
        ? literalOf(node.arguments[0], path, reading)
        : refuse(node, reading);
    case 'Identifier':
      return identifier(node, path, reading);
    default:
      return refuse(node, reading);
  }
}

function objectOf(node: Node, path: string, reading: Reading): Record<string, unknown> {
  const entries = node.properties.map((property: Node) => {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init') return refuse(property, reading);
    const key = String(property.key.type === 'Identifier' ? property.key.name : property.key.value);
    const inner = path === '' ? key : `${path}.${key}`;
    reading.lines.set(inner, lineAt(reading.text, property.start));
    return [key, literalOf(property.value, inner, reading)];
  });
  return Object.fromEntries(entries);
}

function identifier(node: Node, path: string, reading: Reading): unknown {
  if (node.name === 'undefined') return undefined;
  const constant = reading.constants.get(node.name);
  if (constant === undefined || constant === null) return refuse(node, reading);
  const others = new Map([...reading.constants].filter(([name]) => name !== node.name));
  return literalOf(constant, path, { ...reading, constants: others });
}

function signed(node: Node, path: string, reading: Reading): unknown {
  const value = literalOf(node.argument, path, reading);
  if (node.operator === '-' && typeof value === 'number') return -value;
  if (node.operator === '+' && typeof value === 'number') return value;
  return refuse(node, reading);
}

function arithmetic(node: Node, path: string, reading: Reading): number {
  const left = literalOf(node.left, path, reading);
  const right = literalOf(node.right, path, reading);
  if (typeof left !== 'number' || typeof right !== 'number') return refuse(node, reading);
  if (node.operator === '+') return left + right;
  if (node.operator === '-') return left - right;
  if (node.operator === '*') return left * right;
  if (node.operator === '/') return left / right;
  if (node.operator === '**') return left ** right;
  return refuse(node, reading);
}
