import type { Machine } from '../machine.ts';
import { join } from '../modules/configuration.ts';
import { derived, literal, newArray } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { listed } from './listings.ts';

/** `path.join` and its relatives on texts that are known: paths relative to the root of the project. */
export function callPath(name: string | undefined, args: readonly Value[]): Value {
  const texts = args.map((arg) => (arg.kind === 'literal' ? String(arg.value) : undefined));
  const [first, second] = texts;
  if (first === undefined || texts.includes(undefined)) return derived(args);
  switch (name) {
    case 'join':
    case 'resolve':
      return literal(texts.reduce<string>((path, text) => join(path, text ?? ''), ''));
    case 'basename': {
      const base = first.slice(first.lastIndexOf('/') + 1);
      return literal(second !== undefined && base.endsWith(second) ? base.slice(0, -second.length) : base);
    }
    case 'extname':
      return literal(/\.\w+$/.exec(first)?.[0] ?? '');
    case 'dirname':
      return literal(first.slice(0, Math.max(0, first.lastIndexOf('/'))));
    default:
      return derived(args);
  }
}

const MOST_NAMES = 400;

/** What the functions of `fs` that list files give; undefined for the others, and where nothing is known of the folder. */
export function callFolder(machine: Machine, name: string | undefined, args: readonly Value[]): Value | undefined {
  if (name === 'globSync') return listed(machine, args[0]);
  return name === 'readdirSync' ? namesIn(machine, args[0]) : undefined;
}

/** Names in a folder of the project; undefined when the folder is not known or not in the project. */
function namesIn(machine: Machine, folder: Value | undefined): Value | undefined {
  if (folder?.kind !== 'literal' || typeof folder.value !== 'string') return undefined;
  const prefix = `${join('', folder.value)}/`;
  const names = new Set<string>();
  for (const file of machine.project.files) {
    const name = file.startsWith(prefix) ? file.slice(prefix.length).split('/')[0] : undefined;
    if (name !== undefined && names.size < MOST_NAMES) names.add(name);
  }
  return names.size === 0 ? undefined : newArray([...names].map((name) => literal(name)));
}
