import { JaugeError } from '../../model/error.ts';
import type { Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import { child, entries, items, presentable, readJson, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';

/** A dependency with its line in package.json. */
export interface Dependency {
  readonly name: string;
  /** The range as written. */
  readonly version: string;
  readonly kind: 'production' | 'development' | 'optional' | 'peer';
  readonly at: Location;
}

/** A script of package.json, without any secret it may hold. */
export interface Script {
  readonly name: string;
  readonly command: string;
  readonly at: Location;
}

/** One package.json of the project. */
export interface Package {
  /** Path of its folder from the root of the project; empty for the root. */
  readonly folder: string;
  readonly at: Location;
  readonly name?: string;
  readonly dependencies: readonly Dependency[];
  readonly scripts: readonly Script[];
  readonly main?: { readonly file: string; readonly at: Location };
  readonly type: 'module' | 'commonjs';
  /** `engines.node` as written. */
  readonly node?: { readonly range: string; readonly at: Location };
  /** `packageManager` as written. */
  readonly manager?: string;
  readonly workspaces: readonly string[];
}

const MANIFEST = /^(?:[^/]+\/){0,4}package\.json$/;
const APART = /(?:^|\/)(?:fixtures?|examples?|templates?|scripts?|tools|benchmarks?|__tests__|tests?|e2e|docs?)\//;
const KINDS = [
  ['dependencies', 'production'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
  ['devDependencies', 'development'],
] as const;

/**
 * Every package.json of the project, the root first. A malformed one is an unknown, except when nothing else tells about the project:
 * then a JaugeError.
 */
export function readPackages(project: Project): {
  readonly packages: readonly Package[];
  readonly unknowns: readonly Unknown[];
} {
  const files = project.files.filter((file) => MANIFEST.test(file) && !APART.test(file)).sort(byDepth);
  const packages: Package[] = [];
  const unknowns: Unknown[] = [];
  for (const file of files) {
    const content = project.read(file);
    if (content === undefined) continue;
    const reading = readJson(content, file);
    const root = reading.ok ? reading.documents[0] : undefined;
    if (root?.kind === 'table') packages.push(readPackage(root, file));
    else unknowns.push(malformed(reading.ok ? { file, line: 1 } : reading.at));
  }
  return { packages, unknowns };
}

/** A malformed manifest at the root, or no other manifest: nothing of the project can be trusted. */
function malformed(at: Location): Unknown {
  if (at.file === 'package.json') throw new JaugeError('unreadable-project', message('error.manifest-invalid', { at }));
  return { message: message('hosting.malformed', { at }), at };
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

function readPackage(root: Tree, file: string): Package {
  const name = text(child(root, 'name'));
  const main = child(root, 'main');
  const range = child(root, 'engines', 'node');
  const manager = text(child(root, 'packageManager'));
  const workspaces = child(root, 'workspaces');
  const mainFile = text(main);
  const nodeRange = text(range);
  return {
    folder: file.slice(0, Math.max(0, file.length - '/package.json'.length)),
    at: { file, line: 1 },
    ...(name === undefined ? {} : { name }),
    dependencies: KINDS.flatMap(([field, kind]) => dependencies(child(root, field), kind)),
    scripts: entries(child(root, 'scripts')).flatMap(([script, tree]) => {
      const command = text(tree);
      return command === undefined ? [] : [{ name: script, command: presentable(command), at: tree.at }];
    }),
    ...(mainFile === undefined || main === undefined ? {} : { main: { file: mainFile, at: main.at } }),
    type: text(child(root, 'type')) === 'module' ? 'module' : 'commonjs',
    ...(nodeRange === undefined || range === undefined ? {} : { node: { range: nodeRange, at: range.at } }),
    ...(manager === undefined ? {} : { manager }),
    workspaces: items(workspaces?.kind === 'table' ? child(workspaces, 'packages') : workspaces).flatMap(
      (item) => text(item) ?? [],
    ),
  };
}

function dependencies(table: Tree | undefined, kind: Dependency['kind']): readonly Dependency[] {
  return entries(table).map(([name, tree]) => ({ name, version: text(tree) ?? '', kind, at: tree.at }));
}
