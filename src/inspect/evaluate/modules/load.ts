import { isTooDeep } from '../../../model/nesting.ts';
import type { Location } from '../../../model/source.ts';
import { getMember } from '../interpret/members.ts';
import { isPrismaClient, PRISMA } from '../libraries/prisma/client.ts';
import { type Frame, guarded, type Machine, reportUnknown, STEPS_PER_MODULE } from '../machine.ts';
import { emptyRecording } from '../program/recording.ts';
import { parseFile } from '../syntax/parse.ts';
import { type Cells, newCells, nextId } from '../values/cells.ts';
import { DATA, literal, newArray, newObject, opaque } from '../values/create.ts';
import { newTrail } from '../values/trail.ts';
import { union } from '../values/union.ts';
import type { ExternalValue, ObjectValue, Value } from '../values/values.ts';
import { parseJson } from './configuration.ts';
import { evaluateModule } from './evaluate.ts';
import type { Module } from './module.ts';

/** Files read for one server, at most. */
const MOST_MODULES = 4000;

/** Loads a file of the project and evaluates it, once. */
export function loadModule(machine: Machine, path: string): Module {
  const known = machine.modules.get(path);
  if (known !== undefined) return known;
  const exported = newObject(true);
  const module: Module = {
    path,
    file: parse(machine, path),
    scope: { parent: undefined, variables: newCells(), imports: new Map(), changeable: new Set() },
    exports: new Map(),
    forwarded: [],
    common: { ...newObject(true, [['exports', exported]]), nature: 'module' },
    namespace: undefined,
    done: false,
  };
  machine.modules.set(path, module);
  if (path.endsWith('.json')) module.common.fields.set('exports', fromJson(parseJson(machine.project.read(path)), 0));
  else if (module.file !== undefined) atStartup(machine, module.file, () => evaluateModule(machine, module));
  module.done = true;
  return module;
}

function parse(machine: Machine, path: string): Module['file'] {
  if (path.endsWith('.json') || path.endsWith('.d.ts')) return undefined;
  if (machine.modules.size > MOST_MODULES) {
    reportUnknown(machine, 'unknown.budget-modules', { count: MOST_MODULES });
    return undefined;
  }
  const text = machine.project.read(path);
  if (text === undefined) return undefined;
  if (isTooDeep(text)) {
    reportUnknown(machine, 'unknown.nested-file', { path }, { file: path, line: 1 });
    return undefined;
  }
  const parsed = parseFile(path, text);
  if (!('problem' in parsed)) return parsed;
  reportUnknown(
    machine,
    'unknown.unparsable-file',
    { path, reason: parsed.problem },
    { file: path, line: parsed.line },
  );
  return undefined;
}

/** Evaluates something as part of the start of the server, whatever is going on. */
function atStartup(machine: Machine, file: NonNullable<Module['file']>, body: () => void): void {
  const { trail, recording, frame, phase, steps, stepLimit, tries, undecided } = machine;
  machine.trail = newTrail();
  machine.recording = emptyRecording();
  machine.frame = moduleFrame(file);
  machine.phase = 'startup';
  machine.steps = 0;
  machine.stepLimit = STEPS_PER_MODULE;
  machine.tries = [];
  machine.undecided = 0;
  guarded(machine, { file: file.path, line: 1 }, body);
  Object.assign(machine, { trail, recording, frame, phase, steps, stepLimit, tries, undecided });
}

function moduleFrame(file: NonNullable<Module['file']>): Frame {
  return { kind: 'module', file, self: undefined, home: undefined, returns: [], nested: false };
}

function fromJson(json: unknown, depth: number): Value {
  if (depth > 6) return DATA;
  if (Array.isArray(json)) return newArray(json.slice(0, 500).map((item) => fromJson(item, depth + 1)));
  if (typeof json === 'object' && json !== null)
    return newObject(
      true,
      Object.entries(json).map(([key, value]) => [key, fromJson(value, depth + 1)] as const),
    );
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' || json === null
    ? literal(json)
    : DATA;
}

/** The value of an export, or undefined when the module has none of that name. */
export function exportOf(
  machine: Machine,
  module: Module,
  name: string,
  seen: Set<Module> = new Set(),
): Value | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  const direct = module.exports.get(name);
  if (direct !== undefined) return direct();
  if (name !== 'default') {
    for (const next of module.forwarded) {
      const other = next();
      const found = other === undefined ? undefined : exportOf(machine, other, name, seen);
      if (found !== undefined) return found;
    }
  }
  return exportOfCommon(machine, module, name);
}

function exportOfCommon(machine: Machine, module: Module, name: string): Value | undefined {
  const exported = module.common.fields.get('exports');
  if (exported === undefined || module.exports.size > 0) return undefined;
  if (
    exported.kind === 'object' &&
    exported.fields.size === 0 &&
    exported.spreads.length === 0 &&
    exported.made === undefined
  )
    return undefined;
  if (exported.kind === 'object' && exported.fields.has(name)) return exported.fields.get(name);
  if (name === 'default') return exported;
  return getMember(machine, exported, name, { file: module.path, line: 1 });
}

/** The module seen as an object: `import * as x`, `await import()`, `require()`. */
export function namespaceOf(module: Module): Value {
  if (module.namespace !== undefined) return module.namespace;
  const exported = module.common.fields.get('exports');
  if (module.exports.size === 0 && module.forwarded.length === 0) return exported ?? DATA;
  const fields = newCells();
  collect(module, fields, new Set());
  const namespace: ObjectValue = { ...newObject(true, fields), id: nextId() };
  if (module.done) module.namespace = namespace;
  return namespace;
}

function collect(module: Module, fields: Cells, seen: Set<Module>): void {
  if (seen.has(module)) return;
  seen.add(module);
  for (const [name, read] of module.exports) if (!fields.has(name)) fields.set(name, read());
  for (const next of module.forwarded) {
    const other = next();
    if (other !== undefined) collect(other, fields, seen);
  }
}

/** What a specifier brings: a module of the project, something of a package, or nothing that can be read. */
export function importValue(machine: Machine, from: string, specifier: string, at: Location): Value | Module {
  const resolution = isPrismaClient(machine, from, specifier)
    ? ({ kind: 'package', name: PRISMA, subpath: '' } as const)
    : machine.resolver(from, specifier);
  if (resolution.kind === 'file') return loadModule(machine, resolution.path);
  if (resolution.kind === 'missing') {
    reportUnknown(machine, 'unknown.unresolved-import', { specifier }, at);
    return opaque('unknown', specifier);
  }
  if (!machine.imported.has(resolution.name)) machine.imported.set(resolution.name, at);
  const name = resolution.subpath === '' ? resolution.name : `${resolution.name}/${resolution.subpath}`;
  const external: ExternalValue = { kind: 'external', package: name, path: [], args: [], at };
  return external;
}

function isModule(value: Value | Module): value is Module {
  return 'exports' in value && !('kind' in value);
}

/** `import(specifier)`: the namespace; a specifier only partly known brings any of the files it may name. */
export function importModule(machine: Machine, specifier: Value, at: Location): Value {
  return withModule(machine, specifier, at, (found) => (isModule(found) ? namespaceOf(found) : found));
}

/** `require(specifier)`. */
export function requireModule(machine: Machine, specifier: Value, at: Location): Value {
  return withModule(machine, specifier, at, (found) => (isModule(found) ? namespaceOf(found) : found));
}

const MOST_CANDIDATES = 40;

function withModule(machine: Machine, specifier: Value, at: Location, use: (found: Value | Module) => Value): Value {
  const from = machine.frame.file.path;
  if (specifier.kind === 'literal') return use(importPath(machine, from, String(specifier.value), at));
  const candidates = specifier.kind === 'text' ? candidatesOf(machine, from, specifier.parts) : [];
  if (candidates.length > 0) return union(candidates.map((path) => use(loadModule(machine, path))));
  reportUnknown(machine, 'unknown.dynamic-import', {}, at);
  return opaque('unknown', 'import');
}

/** A path built from the folder of a file names a file from the root of the project. */
function importPath(machine: Machine, from: string, specifier: string, at: Location): Value | Module {
  const rooted =
    /\/|\.[cm]?[jt]s$/.test(specifier) && !/^[.@/]/.test(specifier)
      ? machine.resolver('', `./${specifier}`)
      : undefined;
  return rooted?.kind === 'file' ? loadModule(machine, rooted.path) : importValue(machine, from, specifier, at);
}

/** Files of the folder named by the known start of a path. */
function candidatesOf(machine: Machine, from: string, parts: readonly Value[]): readonly string[] {
  const first = parts[0];
  const last = parts.at(-1);
  if (first?.kind !== 'literal' || typeof first.value !== 'string' || !first.value.startsWith('.')) return [];
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const prefix = first.value.startsWith('./') ? folder + first.value.slice(2) : undefined;
  const suffix = last !== first && last?.kind === 'literal' ? String(last.value) : '';
  if (prefix === undefined) return [];
  return machine.project.files
    .filter(
      (file) =>
        file.startsWith(prefix) &&
        /\.[cm]?[jt]sx?$/.test(file) &&
        file.replace(/\.\w+$/, '').endsWith(suffix.replace(/\.\w+$/, '')),
    )
    .slice(0, MOST_CANDIDATES);
}

export { isModule };
