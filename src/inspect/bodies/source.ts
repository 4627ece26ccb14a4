import type { Resolver } from '../evaluate/modules/resolver.ts';
import { type ParsedFile, parseFile } from '../evaluate/syntax/parse.ts';
import type { Project } from '../project.ts';

/** A node of the parser's tree (ESTree): only its type is known beforehand. */
// biome-ignore lint/suspicious/noExplicitAny: a hundred kinds of nodes, of which a few fields are read.
export type Node = any;

/** An expression, and the file whose names it speaks in. */
export interface Place {
  readonly node: Node;
  readonly file: SourceFile;
}

export interface SourceFile {
  readonly parsed: ParsedFile;
  /** Variables, functions and classes of the file, by name: the outermost one. */
  readonly declared: ReadonlyMap<string, Node>;
  readonly imported: ReadonlyMap<string, Imported>;
  /** Names under which others know what is declared here. */
  readonly exported: ReadonlyMap<string, string>;
  /** Files whose names are exported again. */
  readonly passedOn: readonly string[];
}

interface Imported {
  readonly from: string;
  /** Name over there; `*` for all of it. */
  readonly name: string;
}

/** Files of the project, read once. */
export interface Sources {
  readonly open: (path: string) => SourceFile | undefined;
  /** Where a name of a file leads: a declaration of the project, or a package. */
  readonly find: (
    name: string,
    file: SourceFile,
  ) => Place | { readonly package: string; readonly name: string } | undefined;
  /** What a whole file that was imported exports under a name: `schemas.login`. */
  readonly member: (module: Place, name: string) => Place | undefined;
}

const DEEPEST = 8;

export function openSources(project: Project, resolve: Resolver): Sources {
  const files = new Map<string, SourceFile | undefined>();
  const open = (path: string): SourceFile | undefined => {
    if (!files.has(path)) files.set(path, read(project, path));
    return files.get(path);
  };
  const exportedBy = (path: string, name: string, depth: number): ReturnType<Sources['find']> => {
    const file = open(path);
    if (file === undefined || depth > DEEPEST) return undefined;
    const local = file.exported.get(name);
    if (local !== undefined) return found(local, file, depth + 1);
    if (file.declared.has(name)) return { node: file.declared.get(name), file };
    for (const specifier of file.passedOn) {
      const to = resolve(path, specifier);
      const there = to.kind === 'file' ? exportedBy(to.path, name, depth + 1) : undefined;
      if (there !== undefined) return there;
    }
    return undefined;
  };
  const found = (name: string, file: SourceFile, depth: number): ReturnType<Sources['find']> => {
    const node = file.declared.get(name);
    if (node !== undefined) return { node, file };
    const from = file.imported.get(name);
    if (from === undefined || depth > DEEPEST) return undefined;
    const to = resolve(file.parsed.path, from.from);
    if (to.kind === 'package') return { package: to.name, name: from.name };
    if (to.kind === 'missing') return undefined;
    if (from.name !== '*') return exportedBy(to.path, from.name, depth + 1);
    const whole = open(to.path);
    return whole === undefined ? undefined : { node: { type: 'Module', path: to.path }, file: whole };
  };
  return {
    open,
    find: (name, file) => found(name, file, 0),
    member: ({ file }, name) => {
      const there = exportedBy(file.parsed.path, name, 0);
      return there !== undefined && 'node' in there ? there : undefined;
    },
  };
}

function read(project: Project, path: string): SourceFile | undefined {
  const text = project.read(path);
  const parsed = text === undefined ? undefined : parseFile(path, text);
  if (parsed === undefined || 'problem' in parsed) return undefined;
  const declared = new Map<string, Node>();
  const imported = new Map<string, Imported>();
  const exported = new Map<string, string>();
  const passedOn: string[] = [];
  for (const statement of parsed.program.body as readonly Node[]) {
    readImport(statement, imported);
    readExport(statement, exported, imported, passedOn);
  }
  walkNodes(parsed.program, (node) => readDeclaration(node, declared, imported));
  return { parsed, declared, imported, exported, passedOn };
}

function readImport(statement: Node, imported: Map<string, Imported>): void {
  if (statement.type !== 'ImportDeclaration') return;
  for (const each of statement.specifiers) {
    const name =
      { ImportSpecifier: each.imported?.name, ImportDefaultSpecifier: 'default' }[each.type as string] ?? '*';
    imported.set(each.local.name, { from: statement.source.value, name });
  }
}

function readExport(
  statement: Node,
  exported: Map<string, string>,
  imported: Map<string, Imported>,
  passedOn: string[],
): void {
  if (statement.type === 'ExportAllDeclaration') passedOn.push(statement.source.value);
  if (statement.type === 'ExportDefaultDeclaration') {
    const name = statement.declaration.id?.name ?? statement.declaration.name;
    if (name !== undefined) exported.set('default', name);
  }
  if (statement.type !== 'ExportNamedDeclaration') return;
  for (const each of statement.specifiers ?? []) {
    if (statement.source !== null && statement.source !== undefined)
      imported.set(each.exported.name, { from: statement.source.value, name: each.local.name });
    exported.set(each.exported.name, statement.source ? each.exported.name : each.local.name);
  }
}

/** What a name stands for: the value of a variable, a function, a class; `require` is an import. */
function readDeclaration(node: Node, declared: Map<string, Node>, imported: Map<string, Imported>): void {
  if (/^(?:Function|Class|TSEnum)Declaration$/.test(node.type) && node.id != null) keep(declared, node.id.name, node);
  if (node.type !== 'VariableDeclarator' || node.init == null) return;
  const from = requiredFrom(node.init);
  if (node.id.type === 'Identifier') {
    if (from === undefined) keep(declared, node.id.name, node.init);
    else imported.set(node.id.name, { from, name: '*' });
  } else if (node.id.type === 'ObjectPattern' && from !== undefined) {
    for (const { key, value } of node.id.properties)
      if (value?.type === 'Identifier') imported.set(value.name, { from, name: key.name });
  }
}

function keep(declared: Map<string, Node>, name: string, node: Node): void {
  if (!declared.has(name)) declared.set(name, node);
}

function requiredFrom(init: Node): string | undefined {
  const isRequire = init.type === 'CallExpression' && init.callee.name === 'require';
  return isRequire && typeof init.arguments[0]?.value === 'string' ? init.arguments[0].value : undefined;
}

/** Calls back with every node under one, itself first, outer ones before inner ones. */
export function walkNodes(node: Node, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const each of node) walkNodes(each, visit);
    return;
  }
  if (typeof node.type !== 'string') return;
  visit(node);
  for (const [key, child] of Object.entries(node)) if (key !== 'parent') walkNodes(child, visit);
}
