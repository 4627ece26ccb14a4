import type { HostingConfiguration } from '../../model/deployment.ts';
import type { Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Range } from '../../model/range.ts';
import { exactly } from '../../model/range.ts';
import type { Location } from '../../model/source.ts';
import { items, keys, numeric, presentable, type Reading, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';

/** A configuration as read, before the platform's knowledge completes it: sizes and counts may be partly said. */
export interface ReadConfiguration extends HostingConfiguration {
  readonly size?: { readonly cpu?: Range | undefined; readonly memory?: Range | undefined };
  /** Name of the service, where the file declares several. */
  readonly service?: string;
  readonly count?: { readonly minimum?: Range | undefined; readonly maximum?: Range | undefined };
}

/** What one platform's reader gives: the configurations in its files, and what it could not read in them. */
export interface PlatformReading {
  readonly configurations: readonly ReadConfiguration[];
  readonly unknowns: readonly Unknown[];
}

/** Reads the files of one platform. Never throws: a malformed file is an unknown with its line. */
export type PlatformReader = (project: Project) => PlatformReading;

type Draft = Pick<ReadConfiguration, 'platform' | 'kind' | 'at' | 'serves'> & {
  readonly [K in keyof ReadConfiguration]?: ReadConfiguration[K] | undefined;
};

/** Completes a configuration: empty lists where nothing was found, no field that is undefined. */
export function configuration(draft: Draft): ReadConfiguration {
  const whole = { ports: [], modules: [], environment: [], databases: [], ...draft };
  return Object.fromEntries(
    Object.entries(whole).filter(([, value]) => value !== undefined),
  ) as unknown as ReadConfiguration;
}

export interface OpenedFile {
  readonly documents: readonly Tree[];
  readonly unknowns: readonly Unknown[];
}

/** Reads one file of a platform, when the project has it. A malformed one gives no document and one unknown. */
export function open(
  project: Project,
  path: string,
  read: (text: string, file: string) => Reading,
): OpenedFile | undefined {
  const content = project.read(path);
  if (content === undefined) return undefined;
  const reading = read(content, path);
  if (reading.ok) return { documents: reading.documents, unknowns: [] };
  return { documents: [], unknowns: [{ message: message('hosting.malformed', { at: reading.at }), at: reading.at }] };
}

/** A command written as a string or as a list of arguments, without any secret. */
export function commandOf(tree: Tree | undefined): { readonly command: string; readonly at: Location } | undefined {
  if (tree === undefined || tree.kind === 'table') return undefined;
  const words = items(tree).flatMap((item) => text(item) ?? []);
  const shell = words.length >= 3 && /^(?:ba|z|da)?sh$/.test(words[0] ?? '') && /^-l?c$/.test(words[1] ?? '');
  const command = shell ? words.slice(2).join(' ') : words.join(' ');
  return command.trim() === '' ? undefined : { command: presentable(command), at: tree.at };
}

/** A text with its line, as most fields of a configuration are. */
export function named(tree: Tree | undefined): { readonly name: string; readonly at: Location } | undefined {
  const name = text(tree);
  return name === undefined || tree === undefined ? undefined : { name, at: tree.at };
}

/** A path with its line, for health checks. */
export function pathOf(tree: Tree | undefined): { readonly path: string; readonly at: Location } | undefined {
  const found = named(tree);
  return found === undefined ? undefined : { path: found.name, at: found.at };
}

/** A port with its line. */
export function portOf(tree: Tree | undefined): { readonly port: number; readonly at: Location } | undefined {
  const port = numeric(tree);
  return port === undefined || tree === undefined ? undefined : { port, at: tree.at };
}

/** A number read in the file, exact by nature. */
export function declared(tree: Tree | undefined, scale = 1): Range | undefined {
  const value = numeric(tree);
  return value === undefined || tree === undefined ? undefined : declaredAt(value * scale, tree.at);
}

export function declaredAt(value: number, at: Location): Range {
  return exactly(value, { provenance: 'declared', at });
}

/** Names of variables: keys of a table, `NAME=value` entries, or `{ key | name }` entries. Never a value. */
export function variableNames(tree: Tree | undefined): readonly string[] {
  if (tree?.kind === 'table') return keys(tree);
  return items(tree).flatMap((item) => {
    if (item.kind === 'table')
      return text(item.entries.get('key') ?? item.entries.get('name') ?? item.entries.get('variable')) ?? [];
    const name = text(item)?.split('=', 1)[0]?.trim();
    return name === undefined || !/^[A-Za-z_][\w.-]*$/.test(name) ? [] : [name];
  });
}

/** Sorted, each once: the order of a file tells nothing about variables. */
export function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
