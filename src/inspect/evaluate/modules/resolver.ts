import type { Project } from '../../project.ts';
import { type Alias, join, readAliases } from './configuration.ts';

/** Where a specifier leads: a file of the project, a package, or nowhere (a relative path without a file). */
export type Resolution =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  | { readonly kind: 'missing' };

export type Resolver = (from: string, specifier: string) => Resolution;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
const MISSING: Resolution = { kind: 'missing' };

/** Builds the resolver of a project: relative paths, aliases of tsconfig and package files, `.js` written for `.ts`. Never looks at `node_modules`. */
export function createResolver(project: Project): Resolver {
  const { aliases, roots } = readAliases(project);
  const ordered = [...aliases].sort((a, b) => b.prefix.length - a.prefix.length);
  const cache = new Map<string, Resolution>();
  return (from, specifier) => {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const key = `${folder}\0${specifier}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const resolution = resolve(project, ordered, roots, folder, specifier);
    cache.set(key, resolution);
    return resolution;
  };
}

function resolve(
  project: Project,
  aliases: readonly Alias[],
  roots: readonly string[],
  folder: string,
  specifier: string,
): Resolution {
  if (specifier.startsWith('.')) {
    const path = findFile(project, join(folder, specifier));
    return path === undefined ? MISSING : { kind: 'file', path };
  }
  if (specifier.startsWith('/')) return MISSING;
  const aliased = findAliased(project, aliases, roots, specifier);
  if (aliased !== undefined) return { kind: 'file', path: aliased };
  if (/^[@~]\//.test(specifier)) return nearest(project, folder, specifier.slice(2));
  if (specifier.startsWith('#')) return MISSING;
  return packageOf(specifier);
}

/** `@/x` is no package: without an alias that says otherwise, it is in the nearest folder above, or its `src`. */
function nearest(project: Project, folder: string, rest: string): Resolution {
  const parts = folder.split('/').filter((part) => part !== '');
  for (let depth = parts.length; depth >= 0; depth--) {
    const above = parts.slice(0, depth).join('/');
    const path = findFile(project, join(above, rest)) ?? findFile(project, join(above, `src/${rest}`));
    if (path !== undefined) return { kind: 'file', path };
  }
  return MISSING;
}

function findAliased(
  project: Project,
  aliases: readonly Alias[],
  roots: readonly string[],
  specifier: string,
): string | undefined {
  for (const alias of aliases) {
    const rest = restOf(alias, specifier);
    if (rest === undefined) continue;
    for (const target of alias.targets) {
      const path = findFile(
        project,
        target.replace('*', () => rest),
      );
      if (path !== undefined) return path;
    }
  }
  for (const root of roots) {
    const path = findFile(project, join(root, specifier));
    if (path !== undefined && !path.endsWith('.json')) return path;
  }
  return undefined;
}

function restOf(alias: Alias, specifier: string): string | undefined {
  if (alias.suffix === '') return specifier === alias.prefix ? '' : undefined;
  const tail = alias.suffix.slice(1);
  if (!specifier.startsWith(alias.prefix) || !specifier.endsWith(tail)) return undefined;
  return specifier.slice(alias.prefix.length, specifier.length - tail.length);
}

function findFile(project: Project, path: string): string | undefined {
  if (project.has(path)) return path;
  const written = /\.([cm]?)js(x?)$/.exec(path);
  if (written !== null) {
    const stem = path.slice(0, written.index);
    for (const candidate of [`${stem}.${written[1]}ts${written[2]}`, `${stem}.tsx`])
      if (project.has(candidate)) return candidate;
  }
  for (const extension of EXTENSIONS) if (project.has(path + extension)) return path + extension;
  const inside = path === '' ? 'index' : `${path}/index`;
  for (const extension of EXTENSIONS) if (project.has(inside + extension)) return inside + extension;
  return undefined;
}

function packageOf(specifier: string): Resolution {
  const bare = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
  const parts = bare.split('/');
  const length = bare.startsWith('@') ? 2 : 1;
  return { kind: 'package', name: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}
