import { type Message, message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import { fileRoutes } from '../file-routes.ts';
import { dockerfiles, instructions, readProcfile } from '../located/index.ts';
import type { Project } from '../project.ts';
import { buildEntries } from './build.ts';
import { join } from './command-line.ts';
import type { Package } from './package.ts';
import { serverLine } from './source-file.ts';
import { type Search, sources, type Traced, trace } from './trace.ts';

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

const START = ['start:prod', 'start:production', 'start', 'serve', 'prod', 'start:server', 'server', 'start:api'];
const DEVELOPMENT = ['dev:server', 'dev:api', 'server:dev', 'start:dev', 'dev', 'develop', 'watch'];
const APART =
  /(?:^|\/)(?:client|frontend|front|web|www|public|tests?|__tests__|e2e|examples?|scripts?|fixtures?|mocks?|docs?|cypress|android|ios|attached_assets)\/|\.(?:test|spec|d|stories|config)\.[cm]?[jt]sx?$/;

/**
 * The file that starts the server: traced from the commands given first (the hosting's own), then from the scripts, the Procfile, the
 * Dockerfile and `main`, through the build when they run a compiled file; else the shallowest file that listens. Undefined when no file serves.
 */
export function entryOf(search: Search, commands: readonly PlacedCommand[]): Entry | undefined {
  return (
    fromCommands(search, commands) ?? fromMain(search) ?? fromBuild(search) ?? byPlace(search) ?? listening(search)
  );
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

/** Frameworks that serve files by their place start from their own configuration. */
function byPlace({ project, server }: Search): Entry | undefined {
  const dependencies = server.dependencies.map(({ name }) => name);
  const prefix = server.folder === '' ? '' : `${server.folder}/`;
  const first =
    fileRoutes(project, server.folder, dependencies)[0] ??
    (dependencies.includes('next') ? serverAction(project, prefix) : undefined);
  if (first === undefined) return undefined;
  const configuration = new RegExp(`^${first.framework === 'next' ? 'next' : '(?:nuxt|nitro)'}\\.config\\.[cm]?[jt]s$`);
  const found = project.files.find((file) => file.startsWith(prefix) && configuration.test(file.slice(prefix.length)));
  const file = found ?? server.at.file;
  return { file, at: { file, line: 1 }, why: message('hosting.entry.files', { file: first.file }) };
}

/** A file of Next that holds functions which pages call on the server. */
function serverAction(
  project: Project,
  prefix: string,
): { readonly framework: 'next'; readonly file: string } | undefined {
  const file = project.files.find(
    (path) =>
      path.startsWith(prefix) && /\.[cm]?[jt]sx?$/.test(path) && /['"]use server['"]/.test(project.read(path) ?? ''),
  );
  return file === undefined ? undefined : { framework: 'next', file };
}

/** The shallowest file that makes a server and listens, in the server's package first. */
function listening({ project, server }: Search): Entry | undefined {
  const prefix = server.folder === '' ? '' : `${server.folder}/`;
  const files = project.files
    .filter((file) => file.startsWith(prefix) && /\.[cm]?[jt]s$/.test(file) && !APART.test(file.slice(prefix.length)))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  for (const file of files) {
    const text = project.read(file) ?? '';
    if (
      !/\bexpress\b|fastify|\bkoa\b|hapi|\bhono\b|node:http|["']http["']|NestFactory|restify|polka|apollo|trpc|graphql-yoga|Ignitor|routing-controllers/i.test(
        text,
      )
    )
      continue;
    const line =
      text
        .split('\n')
        .findIndex((row) =>
          /\.listen\s*\(|NestFactory\.create|startStandaloneServer\s*\(|new Ignitor\s*\(|create(?:Express|Koa)Server\s*\(|(?<![.\w])serve\s*\(\s*(?:\{|$)/.test(
            row,
          ),
        ) + 1;
    if (line > 0)
      return { file, at: { file, line }, why: message('hosting.entry.listens', { file, at: { file, line } }) };
  }
  return undefined;
}
