import type { Location } from '../../model/source.ts';
import type { Project } from '../project.ts';
import { buildEntries, compiledFrom } from './build.ts';
import { join, programs, type Started } from './command-line.ts';
import type { Package } from './package.ts';
import { existing, sourcesOf } from './source-file.ts';

/** Where to look: the files, the package that holds the server, and the others, which scripts may call. */
export interface Search {
  readonly project: Project;
  readonly server: Package;
  readonly packages: readonly Package[];
}

/** A file that a command may start. */
export interface Traced {
  readonly file: string;
  /** The line of the build that names it, when it was traced back from a compiled file. */
  readonly builtAt?: Location;
  /** Guessed from the path of a compiled file. */
  readonly compiled?: true;
}

const RUNNERS =
  /^(?:node|nodemon|tsx|ts-node|ts-node-dev|ts-node-esm|tsnd|bun|babel-node|swc-node|vite-node|node-dev|esno|jiti|pm2|pm2-runtime|forever|supervisor|deno|nest|sucrase-node)$/;
const MOST_DEPTH = 6;

/** Files that a command starts, in order, through scripts that call scripts and files that a build makes. */
export function trace(search: Search, command: string, folder: string, depth: number): readonly Traced[] {
  if (depth > MOST_DEPTH) return [];
  const rooted = /^cd \/(\S*) && (.*)$/s.exec(command);
  const [from, line] = rooted === null ? [folder, command] : [rooted[1] ?? '', rooted[2] ?? ''];
  return programs(line, from).flatMap((program) => followed(search, program, depth));
}

function followed(search: Search, program: Started, depth: number): readonly Traced[] {
  const tool = (program.words[0] ?? '').replace(/^.*\//, '');
  if (/^(?:npm|yarn|pnpm)$/.test(tool)) return fromScript(search, program, depth);
  if (tool === 'bun' && program.words[1] === 'run' && !/[./]/.test(program.words[2] ?? ''))
    return fromScript(search, program, depth);
  if (tool === 'turbo' || tool === 'lerna' || tool === 'nx') return [];
  if (!RUNNERS.test(tool)) return [];
  if (tool === 'nest') return nest(search, program);
  const inner = optionValue(program.words, '--exec') ?? optionValue(program.words, '-x');
  if (inner !== undefined && /\s/.test(inner)) return trace(search, inner, program.folder, depth + 1);
  const path = scriptPath(program.words.slice(1));
  return path === undefined ? [] : sources(search, join(program.folder, path));
}

function optionValue(words: readonly string[], option: string): string | undefined {
  const position = words.indexOf(option);
  return position === -1 ? undefined : words[position + 1];
}

/** First argument that is a path: options and their values, subcommands left out. */
function scriptPath(words: readonly string[]): string | undefined {
  const taking =
    /^(?:-r|--require|--import|--loader|--experimental-loader|--env-file|-e|--ext|-w|--watch|--ignore|-i|--project|-P|--tsconfig|--name|-n|--exec|-x|-C|--conditions|--instances)$/;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (taking.test(word) && !isScript(words[index + 1] ?? '', word)) index += 1;
    else if (!word.startsWith('-') && !/^(?:watch|run|start|dev|serve)$/.test(word)) return word;
  }
  return undefined;
}

/** `node --watch server.js`: the option takes no value there. */
function isScript(value: string, option: string): boolean {
  return /^(?:-w|--watch)$/.test(option) && /\.[cm]?[jt]sx?$/.test(value);
}

function nest({ project }: Search, { folder }: Started): readonly Traced[] {
  const file = existing(project, join(folder, 'src/main.ts'));
  return file === undefined ? [] : [{ file }];
}

/** `npm start`, `yarn dev`, `pnpm --filter api start`, `npm --prefix server run start`. */
function fromScript(search: Search, { words, folder }: Started, depth: number): readonly Traced[] {
  const prefix =
    optionValue(words, '--prefix') ??
    optionValue(words, '-C') ??
    optionValue(words, '--cwd') ??
    optionValue(words, '--dir');
  const workspace =
    optionValue(words, '--workspace') ??
    optionValue(words, '-w') ??
    optionValue(words, '--filter') ??
    optionValue(words, '-F') ??
    (words[1] === 'workspace' ? words[2] : undefined) ??
    /--(?:filter|workspace)=(\S+)/.exec(words.join(' '))?.[1];
  const owner =
    workspace !== undefined
      ? search.packages.find(
          (one) =>
            one.name === workspace ||
            one.folder === workspace.replace(/^\.\//, '') ||
            one.folder.endsWith(`/${workspace}`),
        )
      : nearest(search.packages, prefix === undefined ? folder : join(folder, prefix));
  const named = words
    .slice(1)
    .filter(
      (word) =>
        !word.startsWith('-') &&
        word !== prefix &&
        word !== workspace &&
        !/^(?:run|run-script|exec|workspace)$/.test(word),
    )[0];
  if (owner === undefined || named === undefined) return [];
  if (words.includes('exec'))
    return followed(search, { words: words.slice(words.indexOf(named)), folder: owner.folder }, depth + 1);
  const scripts = named.includes('*')
    ? owner.scripts.filter(({ name }) => name.startsWith(named.replace(/\*.*$/, '')))
    : owner.scripts.filter(({ name }) => name === named);
  return scripts.flatMap(({ command }) => trace(search, command, owner.folder, depth + 1));
}

function nearest(packages: readonly Package[], folder: string): Package | undefined {
  const holding = packages.filter(
    (one) => one.folder === '' || folder === one.folder || folder.startsWith(`${one.folder}/`),
  );
  return holding.sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** The file itself when it is source; else what the build makes it from. */
export function sources(search: Search, path: string): readonly Traced[] {
  const { project, packages } = search;
  const own = existing(project, path);
  if (own !== undefined) return [{ file: own }];
  const owner = nearest(packages, path.slice(0, Math.max(0, path.lastIndexOf('/')))) ?? search.server;
  const stem = (file: string): string => file.replace(/^.*\//, '').replace(/\.[cm]?[jt]sx?$/, '');
  const entries = [...new Set([owner, ...packages.filter(({ folder }) => folder === '')])].flatMap((one) =>
    buildEntries(project, one),
  );
  const sameName = entries.filter(({ file }) => stem(file) === stem(path));
  const compiled = compiledFrom(project, owner, path);
  const built = [...(compiled === undefined ? [] : [compiled]), ...sameName, ...entries].map(({ file, at }) => ({
    file,
    builtAt: at,
  }));
  return [...built, ...sourcesOf(project, path, owner.folder).map((file) => ({ file, compiled: true as const }))];
}
