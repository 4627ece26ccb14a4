import { child, readJson, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import { join, programs, type Started } from './command-line.ts';
import type { Package } from './package.ts';
import { existing } from './source-file.ts';

const BUILD_SCRIPT = /^(?:(?:pre|post)?build|compile|bundle|tsc|postinstall|prepare|heroku-postbuild)(?:[:.-].+)?$/;
const BUNDLERS =
  /^(?:esbuild|tsup|tsdown|ncc|bun|swc|babel|rolldown|pkgroll|microbundle|vite|vite-node|rspack|parcel)$/;
const CONFIGURATIONS =
  /(?:^|\/)(?:tsup|tsdown|rollup|rolldown|webpack|esbuild|rspack|build|vite\.server|vite|unbuild)\.config(?:\.\w+)?\.[cm]?[jt]s$|(?:^|\/)(?:esbuild|build)(?:\.\w+)?\.[cm]?[jt]s$/;
const ENTRY_OPTION = /\b(?:entryPoints|entry|entries|input|ssr)\s*:\s*(\[[^\]]*\]|\{[^}]*\}|["'`][^"'`]+["'`])/g;
const QUOTED = /["'`]([^"'`\n]+)["'`]/g;

/** Source files that the package's builds take as their entry, with the line that names each. */
export function buildEntries(
  project: Project,
  found: Package,
): readonly { readonly file: string; readonly at: { readonly file: string; readonly line: number } }[] {
  const scripts = found.scripts.filter(({ name }) => BUILD_SCRIPT.test(name));
  const started = scripts.flatMap(({ command, at }) =>
    programs(command, found.folder).map((program) => ({ program, at })),
  );
  const inCommand = started.flatMap(({ program, at }) =>
    entryArguments(project, program).map((file) => ({ file, at })),
  );
  const buildFiles = started.flatMap(({ program }) => scriptFile(project, program) ?? []);
  const prefix = found.folder === '' ? '' : `${found.folder}/`;
  const configurations = project.files.filter(
    (file) =>
      file.startsWith(prefix) && CONFIGURATIONS.test(file) && file.split('/').length <= prefix.split('/').length + 1,
  );
  const inFiles = [...new Set([...buildFiles, ...configurations])].flatMap((file) =>
    entriesIn(project, file, found.folder),
  );
  return [...inCommand, ...inFiles];
}

/** Files that a bundler receives on its command line. */
function entryArguments(project: Project, { words, folder }: Started): readonly string[] {
  const tool = (words[0] ?? '').replace(/^.*\//, '');
  if (!BUNDLERS.test(tool)) return [];
  return words.slice(1).flatMap((word) => {
    const path = word.replace(/^--(?:entry|ssr)=/, '');
    return path.startsWith('-') ? [] : (sourceFile(project, join(folder, path)) ?? []);
  });
}

function sourceFile(project: Project, path: string): string | undefined {
  const file = existing(project, path);
  return file !== undefined && /\.[cm]?[jt]sx?$/.test(file) && !CONFIGURATIONS.test(file) ? file : undefined;
}

/** The build file that a script runs: `tsx script/build.ts`, `node build.mjs`. */
function scriptFile(project: Project, { words, folder }: Started): string | undefined {
  if (!/^(?:node|tsx|ts-node|bun|esno|jiti)$/.test(words[0] ?? '')) return undefined;
  const path = words.slice(1).find((word) => /\.[cm]?[jt]s$/.test(word));
  return path === undefined ? undefined : existing(project, join(folder, path));
}

/** Entries named by options of a build file, relative to the package or to the file. */
function entriesIn(
  project: Project,
  file: string,
  folder: string,
): readonly { readonly file: string; readonly at: { readonly file: string; readonly line: number } }[] {
  const content = project.read(file) ?? '';
  const beside = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  return [...content.matchAll(ENTRY_OPTION)].flatMap((option) => {
    const at = { file, line: content.slice(0, option.index).split('\n').length };
    const paths = [...(option[1] ?? '').matchAll(QUOTED)].map((quoted) => quoted[1] ?? '');
    return paths.flatMap((path) => {
      const entry = sourceFile(project, join(folder, path)) ?? sourceFile(project, join(beside, path));
      return entry === undefined ? [] : [{ file: entry, at }];
    });
  });
}

/** The source of a file that `tsc` writes, from `outDir` and `rootDir` of the package's configurations. */
export function compiledFrom(
  project: Project,
  found: Package,
  output: string,
): { readonly file: string; readonly at: { readonly file: string; readonly line: number } } | undefined {
  const prefix = found.folder === '' ? '' : `${found.folder}/`;
  const names = project.files.filter(
    (file) => file.startsWith(prefix) && /^(?:[^/]+\/)?tsconfig[\w.-]*\.json$/.test(file.slice(prefix.length)),
  );
  for (const name of names) {
    const reading = readJson(project.read(name) ?? '', name, 'relaxed');
    const options = reading.ok ? child(reading.documents[0], 'compilerOptions') : undefined;
    const directory = child(options, 'outDir');
    if (directory === undefined) continue;
    const beside = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    const out = join(beside, text(directory) ?? '');
    if (!output.startsWith(`${out}/`)) continue;
    const rest = output.slice(out.length + 1);
    const root = text(child(options, 'rootDir'));
    const bases = root === undefined ? ['', 'src'] : [root];
    const file = bases.flatMap((base) => existing(project, join(beside, `${base}/${rest}`)) ?? [])[0];
    if (file !== undefined) return { file, at: directory.at };
  }
  return undefined;
}
