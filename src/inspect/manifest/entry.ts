import { type Message, message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import { dockerfiles, instructions, readProcfile } from '../located/index.ts';
import type { Project } from '../project.ts';
import { buildEntries, compiledFrom } from './build.ts';
import { join, programs, type Started } from './command-line.ts';
import type { Package } from './package.ts';
import { existing, serverLine, sourcesOf } from './source-file.ts';

/** The file that starts the server, the line where it (or a file it imports) listens, and how it was found. */
export interface Entry {
  readonly file: string;
  /** In `file` itself when it listens there, else its first line. */
  readonly at: Location;
  readonly why: Message;
}

/** A command that may start the server, and where it is written. */
export interface PlacedCommand {
  readonly command: string;
  readonly at: Location;
}

interface Search {
  readonly project: Project;
  readonly server: Package;
  readonly packages: readonly Package[];
}

interface Traced {
  readonly file: string;
  /** The line of the build that names it, when it was traced back from a compiled file. */
  readonly builtAt?: Location;
  /** Guessed from the path of a compiled file. */
  readonly compiled?: true;
}

const START = ['start:prod', 'start:production', 'start', 'serve', 'prod', 'start:server', 'server', 'start:api'];
const DEVELOPMENT = ['dev:server', 'dev:api', 'server:dev', 'start:dev', 'dev', 'develop', 'watch'];
const RUNNERS =
  /^(?:node|nodemon|tsx|ts-node|ts-node-dev|ts-node-esm|tsnd|bun|babel-node|swc-node|vite-node|node-dev|esno|jiti|pm2|pm2-runtime|forever|supervisor|deno|nest|sucrase-node)$/;
const MOST_DEPTH = 6;
const APART =
  /(?:^|\/)(?:client|frontend|front|web|www|public|tests?|__tests__|e2e|examples?|scripts?|fixtures?|mocks?|docs?|cypress|android|ios|attached_assets)\/|\.(?:test|spec|d|stories|config)\.[cm]?[jt]sx?$/;

/**
 * The file that starts the server: traced from the commands given first (the hosting's own), then from the scripts, the Procfile, the
 * Dockerfile and `main`, through the build when they run a compiled file; else the shallowest file that listens. Undefined when no file serves.
 */
export function entryOf(search: Search, commands: readonly PlacedCommand[]): Entry | undefined {
  return fromCommands(search, commands) ?? fromMain(search) ?? fromBuild(search) ?? listening(search);
}

function fromCommands(search: Search, given: readonly PlacedCommand[]): Entry | undefined {
  for (const { command, at } of [...given, ...ownCommands(search)]) {
    for (const traced of trace(search, command, search.server.folder, 0)) {
      const entry = accepted(search, traced.file, () => because(traced, at));
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

function because({ file, builtAt, compiled }: Traced, at: Location): Message {
  if (builtAt !== undefined) return message('hosting.entry.build', { file, at, builtAt });
  return message(compiled === true ? 'hosting.entry.compiled' : 'hosting.entry.command', { file, at });
}

/** Only a file that starts a server, itself or through what it imports, is an entry. */
function accepted(search: Search, file: string, why: () => Message): Entry | undefined {
  const line = serverLine(search.project, file);
  if (line === undefined) return undefined;
  return { file, at: line.file === file ? line : { file, line: 1 }, why: why() };
}

function ownCommands({ project, server, packages }: Search): readonly PlacedCommand[] {
  const root = packages.filter(({ folder }) => folder === '');
  const scripts = (names: readonly string[]): readonly PlacedCommand[] =>
    [...new Set([server, ...root])].flatMap((one) =>
      names.flatMap((name) =>
        one.scripts
          .filter((script) => script.name === name)
          .map(({ command, at }) => ({ command: inFolder(command, one), at })),
      ),
    );
  const procfile = readProcfile(project.read('Procfile') ?? '', 'Procfile').get('web');
  const docker = dockerfiles(project.files).flatMap((file) =>
    instructions(project.read(file) ?? '', file)
      .filter(({ word }) => word === 'CMD' || word === 'ENTRYPOINT')
      .map(({ rest, at }) => ({
        command: rest
          .replace(/^\[|\]$/g, '')
          .replace(/",\s*"/g, ' ')
          .replace(/"/g, ''),
        at,
      })),
  );
  return [
    ...scripts(START),
    ...(procfile === undefined ? [] : [procfile]),
    ...docker.reverse(),
    ...scripts(DEVELOPMENT),
  ];
}

/** A script runs in the folder of its package; the search starts from the server's. */
function inFolder(command: string, owner: Package): string {
  return `cd /${owner.folder} && ${command}`;
}

function trace(search: Search, command: string, folder: string, depth: number): readonly Traced[] {
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
function sources(search: Search, path: string): readonly Traced[] {
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

function fromMain(search: Search): Entry | undefined {
  const main = search.server.main;
  if (main === undefined) return undefined;
  for (const { file } of sources(search, join(search.server.folder, main.file))) {
    const entry = accepted(search, file, () => message('hosting.entry.main', { file, at: main.at }));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function fromBuild(search: Search): Entry | undefined {
  for (const { file, at } of buildEntries(search.project, search.server)) {
    if (APART.test(file)) continue;
    const entry = accepted(search, file, () => message('hosting.entry.built', { file, at }));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The shallowest file that makes a server and listens, in the server's package first. */
function listening({ project, server }: Search): Entry | undefined {
  const prefix = server.folder === '' ? '' : `${server.folder}/`;
  const files = project.files
    .filter((file) => file.startsWith(prefix) && /\.[cm]?[jt]s$/.test(file) && !APART.test(file.slice(prefix.length)))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  for (const file of files) {
    const text = project.read(file) ?? '';
    if (!/\bexpress\b|fastify|\bkoa\b|hapi|\bhono\b|node:http|["']http["']|NestFactory|restify|polka/i.test(text))
      continue;
    const line =
      text
        .split('\n')
        .findIndex((row) => /\.listen\s*\(|NestFactory\.create|(?<![.\w])serve\s*\(\s*(?:\{|$)/.test(row)) + 1;
    if (line > 0)
      return { file, at: { file, line }, why: message('hosting.entry.listens', { file, at: { file, line } }) };
  }
  return undefined;
}
