import type { Method } from '../model/inventory.ts';
import type { Project } from './project.ts';

/** A file that answers requests because of where it is. */
export interface FileRoute {
  readonly framework: 'next' | 'nitro';
  readonly file: string;
  readonly path: string;
  /** `route`: one export for each method; `api`: one function that takes Node's request and response; `event`: one function that takes an event. */
  readonly kind: 'route' | 'api' | 'event';
  /** When the name of the file says it. */
  readonly method?: Method;
}

interface Layout {
  readonly framework: FileRoute['framework'];
  readonly kind: FileRoute['kind'];
  readonly folders: readonly string[];
  /** Under the folder; what is captured is the path. */
  readonly file: RegExp;
  readonly path: (captured: string) => string;
}

const identity = (path: string): string => path;

const LAYOUTS: readonly Layout[] = [
  {
    framework: 'next',
    kind: 'route',
    folders: ['app', 'src/app'],
    file: /^(?:(.*)\/)?route\.[cm]?[jt]sx?$/,
    path: identity,
  },
  {
    framework: 'next',
    kind: 'api',
    folders: ['pages/api', 'src/pages/api'],
    file: /^(.*?)(?:\/?index)?\.[cm]?[jt]sx?$/,
    path: (path) => `api/${path}`,
  },
  {
    framework: 'nitro',
    kind: 'event',
    folders: ['server/api', 'src/api'],
    file: /^(.*?)\.[cm]?[jt]s$/,
    path: (path) => `api/${path}`,
  },
  {
    framework: 'nitro',
    kind: 'event',
    folders: ['server/routes', 'src/routes', 'routes'],
    file: /^(.*?)\.[cm]?[jt]s$/,
    path: identity,
  },
];

/** Packages that serve files of each kind. */
const PACKAGES: Readonly<Record<FileRoute['framework'], readonly string[]>> = {
  next: ['next'],
  nitro: ['nitropack', 'nitro', 'nuxt', 'h3'],
};

/** The files of a package that are routes by their place, given what it depends on; sorted by path. */
export function fileRoutes(project: Project, folder: string, dependencies: readonly string[]): readonly FileRoute[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const served = LAYOUTS.filter(({ framework }) => PACKAGES[framework].some((name) => dependencies.includes(name)));
  return served
    .flatMap((layout) => layout.folders.flatMap((under) => routesIn(project, `${prefix}${under}/`, layout)))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function routesIn(project: Project, under: string, layout: Layout): readonly FileRoute[] {
  return project.files.flatMap((file) => {
    if (!file.startsWith(under) || /\.(?:test|spec|d|stories)\.[cm]?[jt]sx?$/.test(file)) return [];
    const found = layout.file.exec(file.slice(under.length));
    if (found === null) return [];
    const { framework, kind } = layout;
    const named = kind === 'event' ? methodIn(found[1] ?? '') : { path: found[1] ?? '' };
    const path = `/${layout.path(named.path)}`.split('/').flatMap(segment).join('/');
    return [
      { framework, file, path: path === '' ? '/' : path, kind, ...('method' in named ? { method: named.method } : {}) },
    ];
  });
}

/** `users/[id].get` answers GET only. */
function methodIn(name: string): { readonly path: string; readonly method?: Method } {
  const found = /^(.*)\.(get|post|put|patch|delete|head|options)$/.exec(name);
  const path = (found?.[1] ?? name).replace(/(^|\/)index$/, '$1').replace(/\/$/, '');
  return found === null ? { path } : { path, method: found[2]?.toUpperCase() as Method };
}

/** `[id]` is a parameter, `[...rest]` the rest of the path; groups and slots are not part of it. */
function segment(part: string): readonly string[] {
  if (/^\(.*\)$/.test(part) || part.startsWith('@')) return [];
  const rest = /^\[?\[\.\.\.(\w*)\]\]?$/.exec(part);
  if (rest !== null) return [`*${rest[1] ?? ''}`];
  return [part.replace(/\[\[?(\w+)\]?\]/g, ':$1')];
}
