import type { PlatformId } from '../../model/deployment.ts';
import type { Setting } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import {
  child,
  dockerfiles,
  entries,
  instructions,
  items,
  type Reading,
  readToml,
  readYaml,
  type Tree,
  text,
} from '../located/index.ts';
import type { Project } from '../project.ts';
import type { Package } from './package.ts';

interface Found {
  readonly major: number;
  readonly at: Location;
}

type Finder = (project: Project, server: Package, packages: readonly Package[]) => Found | undefined;

/** Long-term support lines by code name, as `.nvmrc` may write them. */
const CODE_NAMES: Readonly<Record<string, number>> = { hydrogen: 18, iron: 20, jod: 22, krypton: 24 };
/** The line most platforms install when nothing is said, at the time of the facts. */
const DEFAULT_MAJOR = 22;

/** Where each platform looks first; the usual order follows. */
const FIRST: Partial<Record<PlatformId, readonly Finder[]>> = {
  replit: [replitModules],
  render: [renderVariable],
  railway: [nixpacks, dockerfile],
  docker: [dockerfile],
  compose: [dockerfile],
  fly: [dockerfile],
  'cloud-run': [dockerfile],
  'app-engine': [appEngine],
  netlify: [netlify],
};
const USUAL: readonly Finder[] = [
  pinnedEngines,
  versionFiles,
  dockerfile,
  replitModules,
  renderVariable,
  nixpacks,
  netlify,
  appEngine,
  leastEngine,
];

/**
 * Major version of Node in production, with the line that says so. `platform` is where the back end runs, once known: its own file comes
 * first. Assumed when nothing says it.
 */
export function nodeVersion(
  project: Project,
  server: Package,
  packages: readonly Package[],
  platform: PlatformId = 'unknown',
): Setting<number> {
  for (const find of [...(FIRST[platform] ?? []), ...USUAL]) {
    const found = find(project, server, packages);
    if (found === undefined) continue;
    const reason = find === leastEngine ? { reason: 'hosting.reason.node-at-least' } : {};
    return { value: found.major, source: { provenance: 'declared', at: found.at, ...reason } };
  }
  return { value: DEFAULT_MAJOR, source: { provenance: 'assumed', reason: 'hosting.reason.node-default' } };
}

/** The major that a version names: `v20.11.1`, `20`, `lts/iron`. */
export function majorOf(version: string): number | undefined {
  const written = version.trim().toLowerCase();
  const code = /^lts\/([a-z]+)/.exec(written)?.[1];
  if (code !== undefined) return CODE_NAMES[code];
  const major = Number.parseInt(/^v?(\d{1,2})(?:[.\s-]|$)/.exec(written)?.[1] ?? '', 10);
  return Number.isFinite(major) && major >= 4 ? major : undefined;
}

/** The major that a semver range leaves: `pinned` when it allows only one, else the least that it allows. */
export function majorOfRange(range: string): { readonly major: number; readonly pinned: boolean } | undefined {
  const majors = [...range.matchAll(/(>=|>|<=|<|\^|~|=)?\s*v?(\d{1,2})(?:\.[\dx*]+)*/gi)].map((part) => ({
    operator: part[1] ?? '',
    major: Number(part[2]),
  }));
  const allowed = majors.filter(({ operator, major }) => !operator.startsWith('<') && major >= 4);
  const least = allowed[0];
  if (least === undefined) return undefined;
  if (range.includes('||')) return { major: Math.max(...allowed.map(({ major }) => major)), pinned: false };
  const limit = majors.find(({ operator }) => operator.startsWith('<'));
  const open = least.operator.startsWith('>') && !(limit?.operator === '<' && limit.major === least.major + 1);
  return { major: least.major, pinned: !open && !/\d\s+-\s+\d/.test(range) };
}

function pinnedEngines(_: Project, server: Package, packages: readonly Package[]): Found | undefined {
  return engines(server, packages, true);
}

function leastEngine(_: Project, server: Package, packages: readonly Package[]): Found | undefined {
  return engines(server, packages, false);
}

function engines(server: Package, packages: readonly Package[], pinned: boolean): Found | undefined {
  for (const { node } of [server, ...packages.filter(({ folder }) => folder === '')]) {
    const found = node === undefined ? undefined : majorOfRange(node.range);
    if (node !== undefined && found !== undefined && (found.pinned || !pinned))
      return { major: found.major, at: node.at };
  }
  return undefined;
}

function versionFiles(project: Project, server: Package): Found | undefined {
  const folders = server.folder === '' ? [''] : [`${server.folder}/`, ''];
  for (const folder of folders) {
    for (const name of ['.nvmrc', '.node-version', '.tool-versions', 'mise.toml', '.mise.toml']) {
      const found = versionFile(project, folder + name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function versionFile(project: Project, file: string): Found | undefined {
  const rows = (project.read(file) ?? '').split(/\r?\n/);
  const several = /tool-versions|mise/.test(file);
  for (const [index, row] of rows.entries()) {
    const version = several ? /^\s*node(?:js)?\s*=?\s*"?([^"\s]+)/.exec(row)?.[1] : row;
    const major = version === undefined ? undefined : majorOf(version);
    if (major !== undefined) return { major, at: { file, line: index + 1 } };
  }
  return undefined;
}

function dockerfile(project: Project): Found | undefined {
  for (const file of dockerfiles(project.files)) {
    const all = instructions(project.read(file) ?? '', file);
    const variables = new Map(
      all
        .filter(({ word }) => word === 'ARG')
        .flatMap(({ rest }) =>
          [...rest.matchAll(/(\w+)=["']?([^\s"']+)/g)].map((part) => [part[1] ?? '', part[2] ?? ''] as const),
        ),
    );
    const bases = all.filter(({ word }) => word === 'FROM').reverse();
    for (const { rest, at } of bases) {
      const image = rest.replace(/\$\{?(\w+)(?::-[^}]*)?\}?/g, (_whole, name: string) => variables.get(name) ?? '');
      const major = majorOf(/(?:^|[\s/])node:([\w.-]+)/.exec(image)?.[1] ?? /nodejs-?(\d{2})/.exec(image)?.[1] ?? '');
      if (major !== undefined) return { major, at };
    }
  }
  return undefined;
}

function replitModules(project: Project): Found | undefined {
  const root = document(project, '.replit', readToml);
  for (const item of items(child(root, 'modules'))) {
    const major = majorOf(/^nodejs-(\d+)/.exec(text(item) ?? '')?.[1] ?? '');
    if (major !== undefined) return { major, at: item.at };
  }
  const nix = project.read('replit.nix') ?? '';
  for (const [index, row] of nix.split('\n').entries()) {
    const major = majorOf(/pkgs\.nodejs[-_](\d+)/.exec(row)?.[1] ?? '');
    if (major !== undefined) return { major, at: { file: 'replit.nix', line: index + 1 } };
  }
  return undefined;
}

function renderVariable(project: Project): Found | undefined {
  const root = document(project, 'render.yaml', readYaml);
  for (const service of items(child(root, 'services'))) {
    for (const variable of items(child(service, 'envVars'))) {
      const value = child(variable, 'value');
      const major = text(child(variable, 'key')) === 'NODE_VERSION' ? majorOf(text(value) ?? '') : undefined;
      if (major !== undefined && value !== undefined) return { major, at: value.at };
    }
  }
  return undefined;
}

function nixpacks(project: Project): Found | undefined {
  const root = document(project, 'nixpacks.toml', readToml);
  const variable = child(root, 'variables', 'NIXPACKS_NODE_VERSION');
  const set = majorOf(text(variable) ?? '');
  if (set !== undefined && variable !== undefined) return { major: set, at: variable.at };
  for (const [, phase] of entries(child(root, 'phases'))) {
    for (const item of items(child(phase, 'nixPkgs'))) {
      const major = majorOf(/^nodejs[-_](\d+)/.exec(text(item) ?? '')?.[1] ?? '');
      if (major !== undefined) return { major, at: item.at };
    }
  }
  return undefined;
}

function netlify(project: Project): Found | undefined {
  const value = child(document(project, 'netlify.toml', readToml), 'build', 'environment', 'NODE_VERSION');
  const major = majorOf(text(value) ?? '');
  return major === undefined || value === undefined ? undefined : { major, at: value.at };
}

function appEngine(project: Project): Found | undefined {
  const runtime = child(document(project, 'app.yaml', readYaml), 'runtime');
  const major = majorOf(/^nodejs(\d+)/.exec(text(runtime) ?? '')?.[1] ?? '');
  return major === undefined || runtime === undefined ? undefined : { major, at: runtime.at };
}

function document(project: Project, file: string, read: (content: string, name: string) => Reading): Tree | undefined {
  const content = project.read(file);
  if (content === undefined) return undefined;
  const reading = read(content, file);
  return reading.ok ? reading.documents[0] : undefined;
}
