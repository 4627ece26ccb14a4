import type {
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  ImportDeclaration,
  ModuleExportName,
  Statement,
} from 'oxc-parser';
import { makeClass } from '../interpret/classes.ts';
import { evaluate } from '../interpret/expressions.ts';
import { makeFunction } from '../interpret/functions.ts';
import { getMember } from '../interpret/members.ts';
import { evaluateStatement, hoist } from '../interpret/statements.ts';
import { declare, readVariable } from '../interpret/variables.ts';
import type { Machine } from '../machine.ts';
import { DATA, literal, opaque } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { exportOf, importValue, isModule, namespaceOf } from './load.ts';
import type { Module } from './module.ts';

/** Runs the top level of a module: its imports first, then its statements. */
export function evaluateModule(machine: Machine, module: Module): void {
  const body = module.file?.program.body ?? [];
  declareCommonJs(module);
  hoist(machine, module.scope, body);
  for (const node of body) if (node.type === 'ImportDeclaration') bindImports(machine, module, node);
  for (const node of body) declareExports(machine, module, node as Statement);
  for (const node of body) evaluateTopLevel(machine, module, node as Statement);
}

function evaluateTopLevel(machine: Machine, module: Module, node: Statement): void {
  if (node.type === 'ExportDefaultDeclaration') evaluateDefault(machine, module, node);
  else if (node.type === 'ExportNamedDeclaration' && node.declaration !== null)
    evaluateStatement(machine, module.scope, node.declaration);
  else if (node.type === 'TSExportAssignment')
    module.common.fields.set('exports', evaluate(machine, module.scope, node.expression));
  else if (node.type === 'TSImportEqualsDeclaration') bindRequire(machine, module, node);
  else evaluateStatement(machine, module.scope, node);
}

function declareCommonJs(module: Module): void {
  const { scope, common, path } = module;
  declare(scope, 'module', common);
  declare(scope, 'exports', common.fields.get('exports') ?? DATA);
  declare(scope, '__dirname', literal(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  declare(scope, '__filename', literal(path));
}

function bindImports(machine: Machine, module: Module, node: ImportDeclaration): void {
  if (node.importKind === 'type') {
    bindTypes(machine, module, node);
    return;
  }
  const at = module.file?.at(node.start) ?? { file: module.path, line: 1 };
  const found = importValue(machine, module.path, node.source.value, at);
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier')
      module.scope.imports?.set(local, () => (isModule(found) ? namespaceOf(found) : found));
    else {
      const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : exportName(specifier.imported);
      module.scope.imports?.set(local, () =>
        isModule(found)
          ? (exportOf(machine, found, name) ?? opaque('unknown', local))
          : getMember(machine, found, name, at),
      );
    }
  }
}

/** Types bring no code, but a parameter annotated with the type of a package may be a client of it. */
function bindTypes(machine: Machine, module: Module, node: ImportDeclaration): void {
  const at = module.file?.at(node.start) ?? { file: module.path, line: 1 };
  const resolution = machine.resolver(module.path, node.source.value);
  if (resolution.kind !== 'package') return;
  const found: Value = { kind: 'external', package: node.source.value.replace(/^node:/, ''), path: [], args: [], at };
  for (const specifier of node.specifiers) {
    const name = specifier.type === 'ImportSpecifier' ? exportName(specifier.imported) : 'default';
    module.scope.imports?.set(specifier.local.name, () => getMember(machine, found, name, at));
  }
}

function exportName(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

function declareExports(machine: Machine, module: Module, node: Statement): void {
  if (node.type === 'ExportNamedDeclaration') declareNamed(machine, module, node);
  else if (node.type === 'ExportAllDeclaration' && node.exportKind !== 'type') {
    const at = module.file?.at(node.start) ?? { file: module.path, line: 1 };
    const found = importValue(machine, module.path, node.source.value, at);
    if (node.exported !== null)
      module.exports.set(exportName(node.exported), () => (isModule(found) ? namespaceOf(found) : found));
    else if (isModule(found)) module.forwarded.push(() => found);
  }
}

function declareNamed(machine: Machine, module: Module, node: ExportNamedDeclaration): void {
  if (node.exportKind === 'type') return;
  const { declaration, source } = node;
  if (declaration !== null) {
    for (const name of declaredNames(declaration))
      module.exports.set(name, () => readVariable(machine, module.scope, name));
    return;
  }
  const at = module.file?.at(node.start) ?? { file: module.path, line: 1 };
  const found = source === null ? undefined : importValue(machine, module.path, source.value, at);
  for (const specifier of node.specifiers) {
    const local = exportName(specifier.local);
    module.exports.set(exportName(specifier.exported), () => {
      if (found === undefined) return readVariable(machine, module.scope, local);
      return isModule(found)
        ? (exportOf(machine, found, local) ?? opaque('unknown', local))
        : getMember(machine, found, local, at);
    });
  }
}

function declaredNames(declaration: NonNullable<ExportNamedDeclaration['declaration']>): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((one) => patternNames(one.id));
  if ('id' in declaration && declaration.id !== null && declaration.id.type === 'Identifier')
    return [declaration.id.name];
  return [];
}

function patternNames(pattern: object): string[] {
  const { type, name } = pattern as { readonly type?: string; readonly name?: string };
  if (type === 'Identifier' && name !== undefined) return [name];
  return Object.entries(pattern).flatMap(([key, value]) =>
    key === 'key' || typeof value !== 'object' || value === null ? [] : patternNames(value),
  );
}

function evaluateDefault(machine: Machine, module: Module, node: ExportDefaultDeclaration): void {
  const { declaration } = node;
  module.exports.set('default', () => module.scope.variables.get('*default*') ?? opaque('unknown', 'default'));
  let value: Value;
  if (declaration.type === 'FunctionDeclaration') {
    value =
      declaration.id === null
        ? makeFunction(machine, module.scope, declaration)
        : readVariable(machine, module.scope, declaration.id.name);
  } else if (declaration.type === 'ClassDeclaration') {
    value = makeClass(machine, module.scope, declaration);
    if (declaration.id !== null) declare(module.scope, declaration.id.name, value);
  } else
    value =
      declaration.type === 'TSInterfaceDeclaration' ? DATA : evaluate(machine, module.scope, declaration as Expression);
  declare(module.scope, '*default*', value);
}

function bindRequire(machine: Machine, module: Module, node: Statement & { type: 'TSImportEqualsDeclaration' }): void {
  if (node.moduleReference.type !== 'TSExternalModuleReference') return;
  const at = module.file?.at(node.start) ?? { file: module.path, line: 1 };
  const found = importValue(machine, module.path, node.moduleReference.expression.value, at);
  declare(module.scope, node.id.name, isModule(found) ? namespaceOf(found) : found);
}
