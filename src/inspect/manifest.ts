import type { PlatformId } from '../model/deployment.ts';
import { JaugeError } from '../model/error.ts';
import type { Setting, Unknown } from '../model/inventory.ts';
import { message } from '../model/message.ts';
import type { Location } from '../model/source.ts';
import { type Entry, entryOf, type PlacedCommand } from './manifest/entry.ts';
import { otherLanguage } from './manifest/language.ts';
import { projectName } from './manifest/name.ts';
import { nodeVersion } from './manifest/node-version.ts';
import { type Dependency, type Package, readPackages, type Script } from './manifest/package.ts';
import type { Project } from './project.ts';

export type { Entry, PlacedCommand } from './manifest/entry.ts';
export type { Dependency } from './manifest/package.ts';

/** What the package.json files and their neighbours say of a project. */
export interface Manifest {
  /** The package.json of the server's package. */
  readonly at: Location;
  /** Name for people. */
  readonly name: string;
  /** The package that holds the server; the root unless it is a monorepo. */
  readonly server: Package;
  /** Every package, the root first. */
  readonly packages: readonly Package[];
  /** Of the server's package, then of the root: each name once. */
  readonly dependencies: readonly Dependency[];
  /** Of the server's package, then of the root: each name once. */
  readonly scripts: readonly Script[];
  /** Major version of Node, whatever the platform; `nodeOn` is surer once the platform is known. */
  readonly node: Setting<number>;
  readonly manager: 'npm' | 'yarn' | 'pnpm' | 'bun' | 'unknown';
  /** Patterns of the workspaces: empty unless it is a monorepo. */
  readonly workspaces: readonly string[];
  readonly unknowns: readonly Unknown[];
}

const FRAMEWORKS = [
  'express',
  'fastify',
  '@nestjs/core',
  'koa',
  'hono',
  '@hono/node-server',
  '@hapi/hapi',
  'restify',
  'polka',
  '@feathersjs/express',
  '@adonisjs/core',
  'apollo-server',
  '@trpc/server',
  'graphql-yoga',
  'routing-controllers',
  '@apollo/server',
  'h3',
  'micro',
  'next',
  'nuxt',
];

/**
 * Reads the package.json files. Throws a JaugeError when there is none (`error.no-manifest`, or `error.other-language` when the files
 * are another language's) and when the root's is malformed (`error.manifest-invalid`).
 */
export function readManifest(project: Project): Manifest {
  const { packages, unknowns } = readPackages(project);
  const root = packages[0];
  if (root === undefined) throw missing(project, unknowns[0]);
  const server = serverPackage(project, packages) ?? root;
  const both = [...new Set([server, ...packages.filter(({ folder }) => folder === '')])];
  return {
    at: server.at,
    name: projectName(project, packages, server),
    server,
    packages,
    dependencies: once(both.flatMap(({ dependencies }) => dependencies)),
    scripts: once(both.flatMap(({ scripts }) => scripts)),
    node: nodeVersion(project, server, packages),
    manager: manager(project, both),
    workspaces: workspaces(project, packages),
    unknowns,
  };
}

/**
 * The file that starts the server, or undefined when the project has none. `commands` are the run commands of the hosting, tried first.
 */
export function findEntry(
  project: Project,
  manifest: Manifest,
  commands: readonly PlacedCommand[] = [],
): Entry | undefined {
  return entryOf({ project, server: manifest.server, packages: manifest.packages }, commands);
}

/** Major version of Node on the platform that serves the back end: its own file is read before the project's. */
export function nodeOn(project: Project, manifest: Manifest, platform: PlatformId): Setting<number> {
  return nodeVersion(project, manifest.server, manifest.packages, platform);
}

function missing(project: Project, malformed: Unknown | undefined): JaugeError {
  if (malformed?.at !== undefined)
    return new JaugeError('unreadable-project', message('error.manifest-invalid', { at: malformed.at }));
  const language = otherLanguage(project);
  return language === undefined
    ? new JaugeError('unreadable-project', message('error.no-manifest'), message('error.manifest-hint'))
    : new JaugeError('unreadable-project', message('error.other-language', { language }));
}

/** The package that starts a server: the root when it depends on a server framework, else the likeliest of the others. */
function serverPackage(project: Project, packages: readonly Package[]): Package | undefined {
  const candidates = packages.filter(({ dependencies }) =>
    dependencies.some(({ name, kind }) => kind !== 'development' && FRAMEWORKS.includes(name)),
  );
  const scored = candidates.map((one) => ({ one, score: score(project, one, packages) }));
  return scored.sort((a, b) => b.score - a.score || a.one.folder.length - b.one.folder.length)[0]?.one;
}

function score(project: Project, one: Package, _packages: readonly Package[]): number {
  const serves = entryOf({ project, server: one, packages: [one] }, []) !== undefined ? 4 : 0;
  const named = /(?:^|[/-])(?:server|api|backend|back)(?:$|[/-])/.test(`${one.folder}/`) ? 1 : 0;
  const front = one.dependencies.some(({ name }) => name === 'next' || name === 'nuxt') ? -1 : 0;
  const root = one.folder === '' ? 2 : 0;
  return serves + named + front + root;
}

function once<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function manager(project: Project, packages: readonly Package[]): Manifest['manager'] {
  const declared = packages.flatMap((one) => one.manager ?? [])[0]?.split('@')[0];
  if (declared === 'npm' || declared === 'yarn' || declared === 'pnpm' || declared === 'bun') return declared;
  const locks = [
    ['pnpm', 'pnpm-lock.yaml'],
    ['yarn', 'yarn.lock'],
    ['bun', 'bun.lockb'],
    ['bun', 'bun.lock'],
    ['npm', 'package-lock.json'],
    ['npm', 'npm-shrinkwrap.json'],
  ] as const;
  for (const { folder } of packages) {
    const lock = locks.find(([, file]) => project.has(folder === '' ? file : `${folder}/${file}`));
    if (lock !== undefined) return lock[0];
  }
  return 'unknown';
}

function workspaces(project: Project, packages: readonly Package[]): readonly string[] {
  const declared = packages.flatMap((one) => one.workspaces);
  const pnpm = [...(project.read('pnpm-workspace.yaml') ?? '').matchAll(/^\s*-\s*["']?([^"'#\n]+?)["']?\s*$/gm)];
  return [...declared, ...pnpm.map((found) => found[1] ?? '')];
}
