import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

// The checker of the architecture: pure, over paths and texts, so that a planted violation can prove that it sees.

/** What a folder of src may import: folders of src, packages, modules of Node. ARCHITECTURE.md shows the same table to people. */
interface Layer {
  readonly folders: readonly string[] | 'all';
  readonly packages?: readonly string[];
  /** Modules of Node by file (path under the folder), or for the whole folder (`*`). */
  readonly node?: Readonly<Record<string, readonly string[]>> | 'all';
  /** The clock, chance, the environment. */
  readonly impure?: true;
}

export const LAYERS: Readonly<Record<string, Layer>> = {
  model: { folders: [] },
  facts: { folders: ['model'] },
  solve: { folders: ['model'] },
  i18n: { folders: ['model'] },
  inspect: {
    folders: ['model', 'facts'],
    packages: ['oxc-parser', 'smol-toml', 'yaml'],
    node: {
      'project.ts': ['node:fs', 'node:path'],
      'sql/engine.ts': ['node:fs', 'node:module'],
      'located/yaml-parser.ts': ['node:module'],
      '*': ['node:path'],
    },
  },
  derive: { folders: ['model', 'facts'] },
  plan: { folders: ['model', 'solve'] },
  report: { folders: ['model', 'i18n'] },
  settings: { folders: ['model'], packages: ['oxc-parser', 'valibot'] },
  host: { folders: ['model'], node: { '*': ['node:fs', 'node:os', 'node:path', 'node:v8'] }, impure: true },
  load: { folders: ['model'], node: { '*': ['node:fs', 'node:http', 'node:https', 'node:perf_hooks'] }, impure: true },
  probe: { folders: ['model'], node: 'all', impure: true },
  monitor: { folders: ['host', 'i18n', 'model', 'probe'], node: 'all', impure: true },
  measure: { folders: ['load', 'model', 'probe'], packages: ['postgres'], node: 'all', impure: true },
  export: { folders: ['load', 'model'], packages: ['yaml'] },
  verify: { folders: ['load', 'model'] },
  cli: { folders: 'all', node: 'all', impure: true },
  'estimate.ts': { folders: ['inspect', 'derive', 'plan', 'facts', 'model', 'settings'] },
  'index.ts': { folders: ['estimate.ts', 'inspect', 'model', 'i18n', 'report', 'settings'] },
};

export interface Violation {
  readonly rule: 'layer' | 'door' | 'opening' | 'purity' | 'data' | 'default' | 'length' | 'syntax' | 'missing';
  readonly file: string;
  readonly line: number;
  readonly detail: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the tree is walked by its `type` fields, whatever the parser's version.
type Node = any;

interface Source {
  /** Path under src. */
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly isTest: boolean;
  readonly nodes: readonly Node[];
  readonly imports: readonly { readonly from: string; readonly start: number }[];
  readonly at: (start: number) => number;
}

const MOST_LINES = 250;
/** Data and texts are as long as what they list. */
const LONG_BY_NATURE = ['facts', 'i18n'];

/** Every violation of the architecture in the files of src (paths under src to texts), in the order of the files. */
export function violations(files: Readonly<Record<string, string>>): readonly Violation[] {
  return Object.keys(files)
    .sort()
    .flatMap((path) => {
      const source = read(path, files[path] ?? '');
      return typeof source === 'object' ? check(source, files) : [violation('syntax', path, 1, source)];
    });
}

function check(source: Source, files: Readonly<Record<string, string>>): readonly Violation[] {
  const always = [...missing(source, files), ...length(source)];
  if (source.isTest) return always;
  return [
    ...always,
    ...layer(source),
    ...doors(source),
    ...opening(source),
    ...purity(source),
    ...data(source),
    ...defaults(source),
  ];
}

function violation(rule: Violation['rule'], file: string, line: number, detail: string): Violation {
  return { rule, file, line, detail };
}

/** Reads a file; returns the parser's complaint when it cannot. */
function read(path: string, text: string): Source | string {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) return errors[0].message;
  const nodes: Node[] = [...walk(program)];
  const newlines = [...text.matchAll(/\n/g)].map((found) => found.index);
  return {
    path,
    layer: path.split('/')[0] ?? path,
    text,
    isTest: path.endsWith('.test.ts'),
    nodes,
    imports: nodes.flatMap(importOf),
    at: (start) => newlines.filter((newline) => newline < start).length + 1,
  };
}

function* walk(node: Node): Generator<Node> {
  if (Array.isArray(node)) for (const item of node) yield* walk(item);
  else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string') yield node;
    for (const value of Object.values(node)) yield* walk(value);
  }
}

/** `import … from`, `export … from`, `import()`, `import('…').Type`, `import x = require()`. */
function importOf(node: Node): Source['imports'] {
  const specifier = {
    ImportDeclaration: node.source,
    ExportNamedDeclaration: node.source,
    ExportAllDeclaration: node.source,
    ImportExpression: node.source,
    TSImportType: node.source ?? node.argument,
    TSExternalModuleReference: node.expression,
    CallExpression: node.callee?.name === 'require' ? node.arguments?.[0] : undefined,
  }[String(node.type)];
  if (specifier === undefined || specifier === null) return [];
  return [{ from: String(specifier.value ?? '(computed)'), start: node.start }];
}

/** Where a relative import leads: path under src. */
function targetOf(source: Source, from: string): string {
  return posix.join(posix.dirname(source.path), from);
}

function missing(source: Source, files: Readonly<Record<string, string>>): readonly Violation[] {
  return source.imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from, start }) => ({ target: targetOf(source, from), start }))
    .filter(({ target }) => !target.startsWith('..') && !Object.hasOwn(files, target))
    .map(({ target, start }) =>
      violation('missing', source.path, source.at(start), `imports ${target}, which does not exist`),
    );
}

function layer(source: Source): readonly Violation[] {
  const rules = LAYERS[source.layer];
  if (rules === undefined) return [violation('layer', source.path, 1, `${source.layer} is not in the layer table`)];
  return source.imports
    .filter(({ from }) => !isAllowed(source, from, rules))
    .map(({ from, start }) =>
      violation('layer', source.path, source.at(start), `${source.layer} may not import ${from}`),
    );
}

function isAllowed(source: Source, from: string, rules: Layer): boolean {
  if (from.startsWith('node:')) return isNodeAllowed(source, from, rules);
  if (!from.startsWith('.')) return rules.packages?.includes(from) ?? false;
  const folder = targetOf(source, from).split('/')[0] ?? '';
  return folder === source.layer || rules.folders === 'all' || rules.folders.includes(folder);
}

function isNodeAllowed(source: Source, from: string, { node }: Layer): boolean {
  if (node === 'all') return true;
  const file = source.path.slice(source.layer.length + 1);
  return (node?.[file] ?? node?.['*'] ?? []).includes(from);
}

/** Quantities without the texts of the report, which the monitor has no memory for; what the command writes of a monitor, without its probe. */
const SIDE_DOORS = ['i18n/format.ts', 'monitor/tools.ts'];

/** Another folder is entered through its index.ts, or a file of model; each shelf of facts has its own. */
function doors(source: Source): readonly Violation[] {
  return source.imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from, start }) => ({ target: targetOf(source, from), start }))
    .filter(({ target }) => {
      const parts = target.split('/');
      const isDoor = parts[0] === 'facts' ? parts.at(-1) === 'index.ts' : target === `${parts[0]}/index.ts`;
      if (SIDE_DOORS.includes(target)) return false;
      return parts.length > 1 && parts[0] !== source.layer && parts[0] !== 'model' && !isDoor;
    })
    .map(({ target, start }) =>
      violation('door', source.path, source.at(start), `enters ${target} beside its index.ts`),
    );
}

/** Every index.ts opens with what comes in, what goes out, what it must not do. */
function opening(source: Source): readonly Violation[] {
  if (posix.basename(source.path) !== 'index.ts') return [];
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(source.text)?.[1] ?? '';
  const absent = (
    [
      ['what comes in', /\bin\b/i],
      ['what goes out', /\bout\b/i],
      ['what it must not do', /\bmust\b/i],
    ] as const
  ).filter(([, pattern]) => !pattern.test(comment));
  return absent.map(([what]) => violation('opening', source.path, 1, `its opening comment does not say ${what}`));
}

const CLOCKS: readonly RegExp[] = [/^Date\.now$/, /^Math\.random$/, /^performance\./, /^crypto\./];
const AMBIENT = [
  'process',
  'globalThis',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'eval',
  'require',
  'Buffer',
];

/** No clock, no chance, no environment, nothing executed. */
function purity(source: Source): readonly Violation[] {
  if (LAYERS[source.layer]?.impure === true) return [];
  return source.nodes.flatMap((node) => {
    const what = impurity(node, source);
    return what === undefined ? [] : [violation('purity', source.path, source.at(node.start), what)];
  });
}

function impurity(node: Node, source: Source): string | undefined {
  switch (node.type) {
    case 'NewExpression':
      if (node.callee.name === 'Date' && node.arguments.length === 0) return 'new Date()';
      return node.callee.name === 'Function' ? 'new Function()' : undefined;
    case 'CallExpression':
      return AMBIENT.includes(node.callee.name) && !declares(source, node.callee.name)
        ? `${node.callee.name}()`
        : undefined;
    case 'MemberExpression':
      return ambientMember(node, source);
    case 'ImportExpression':
      return 'import()';
    default:
      return undefined;
  }
}

function ambientMember(node: Node, source: Source): string | undefined {
  const name = `${node.object.name ?? ''}.${node.property.name ?? node.property.value ?? ''}`;
  if (CLOCKS.some((pattern) => pattern.test(name))) return name;
  if (!['process', 'globalThis'].includes(node.object.name) || declares(source, node.object.name)) return undefined;
  return name;
}

/** The name is the file's own: a function, a parameter or a constant. */
function declares(source: Source, name: string): boolean {
  return source.nodes.some(
    (node) =>
      (['VariableDeclarator', 'FunctionDeclaration'].includes(node.type) && node.id?.name === name) ||
      (Array.isArray(node.params) && node.params.some((param: Node) => param.name === name)),
  );
}

/** Facts are data: no functions. */
function data(source: Source): readonly Violation[] {
  if (source.layer !== 'facts') return [];
  return source.nodes
    .filter((node) => /^(?:Arrow)?Function(?:Expression|Declaration)?|^ArrowFunctionExpression|^Class/.test(node.type))
    .map((node) => violation('data', source.path, source.at(node.start), 'facts hold a function'));
}

function defaults(source: Source): readonly Violation[] {
  return source.nodes
    .filter(
      (node) =>
        node.type === 'ExportDefaultDeclaration' ||
        node.type === 'TSExportAssignment' ||
        (node.type === 'ExportSpecifier' && (node.exported.name ?? node.exported.value) === 'default'),
    )
    .map((node) => violation('default', source.path, source.at(node.start), 'a default export'));
}

function length(source: Source): readonly Violation[] {
  const lines = source.text.split('\n').length - 1;
  if (lines <= MOST_LINES || LONG_BY_NATURE.includes(source.layer)) return [];
  return [violation('length', source.path, MOST_LINES + 1, `${lines} lines, ${MOST_LINES} at most`)];
}
