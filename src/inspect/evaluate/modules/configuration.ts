import type { Project } from '../../project.ts';

/** A rule of `compilerOptions.paths`, of `imports` or `_moduleAliases` in package.json, or the name of a package of the workspace. */
export interface Alias {
  readonly prefix: string;
  readonly suffix: string;
  /** Path pattern relative to the project's root; `*` stands for what the specifier has between prefix and suffix. */
  readonly targets: readonly string[];
}

export interface Aliases {
  readonly aliases: readonly Alias[];
  /** Folders in which a bare specifier may be a file of the project. */
  readonly roots: readonly string[];
}

type Json = { readonly [key: string]: unknown };

/** Reads the aliases that the project's tsconfig and package files declare. Unreadable files declare none. */
export function readAliases(project: Project): Aliases {
  const aliases: Alias[] = [];
  const roots: string[] = [];
  for (const file of project.files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const folder = file.slice(0, file.length - name.length);
    if (/^[tj]sconfig(\.[\w-]+)?\.json$/.test(name)) readCompilerOptions(project, file, folder, aliases, roots);
    else if (name === 'package.json') readPackage(project, file, folder, aliases);
  }
  return { aliases, roots };
}

function readCompilerOptions(project: Project, file: string, folder: string, aliases: Alias[], roots: string[]): void {
  const options = object(object(parseJson(project.read(file)))['compilerOptions']);
  const base = typeof options['baseUrl'] === 'string' ? join(folder, options['baseUrl']) : undefined;
  if (base !== undefined) roots.push(base);
  for (const [pattern, targets] of Object.entries(object(options['paths']))) {
    if (!Array.isArray(targets)) continue;
    aliases.push(
      alias(
        pattern,
        targets.filter(isString).map((target) => join(base ?? folder, target)),
      ),
    );
  }
}

function readPackage(project: Project, file: string, folder: string, aliases: Alias[]): void {
  const manifest = object(parseJson(project.read(file)));
  for (const [pattern, target] of Object.entries(object(manifest['imports']))) {
    const targets = strings(target).map((path) => join(folder, path));
    if (targets.length > 0) aliases.push(alias(pattern, targets));
  }
  for (const [name, target] of Object.entries(object(manifest['_moduleAliases']))) {
    const targets = strings(target).map((path) => join(folder, path));
    aliases.push(
      alias(name, targets),
      alias(
        `${name}/*`,
        targets.map((path) => join(path, '*')),
      ),
    );
  }
  const name = manifest['name'];
  if (typeof name !== 'string' || folder === '') return;
  const entries = [
    ...strings(object(manifest['exports'])['.'] ?? manifest['exports']),
    manifest['main'],
    'src/index',
    'index',
  ];
  aliases.push(
    alias(
      name,
      entries.filter(isString).flatMap((path) => sourcesOf(join(folder, path))),
    ),
  );
  aliases.push(alias(`${name}/*`, [join(folder, '*'), join(folder, 'src/*')]));
}

/** A built file and the source it was probably built from. */
function sourcesOf(path: string): string[] {
  return [path, path.replace(/(^|\/)(dist|build|lib)\//, '$1src/')];
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strings);
  return [];
}

function alias(pattern: string, targets: readonly string[]): Alias {
  const star = pattern.indexOf('*');
  if (star === -1) return { prefix: pattern, suffix: '', targets };
  return { prefix: pattern.slice(0, star), suffix: pattern.slice(star), targets };
}

/** Parses JSON with comments and trailing commas, as tsconfig files are written. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    try {
      const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
        match[0] === '"' ? match : '',
      );
      return JSON.parse(bare.replace(/,(\s*[}\]])/g, '$1'));
    } catch {
      return undefined;
    }
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Joins two relative paths with `/`; a path that climbs out of the root keeps its `..` and so names no file. */
export function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
