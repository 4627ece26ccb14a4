import type { Machine } from '../machine.ts';
import { join } from '../modules/configuration.ts';
import { literal, newArray } from '../values/create.ts';
import type { Value } from '../values/values.ts';

const MOST_LISTED = 400;
const PARTS = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\]|[@+]\([^()]*\)/;

/** What a glob library lists: the files of the project that a pattern matches, or its folders when the pattern ends with `/`. Undefined when none is known. */
export function listed(machine: Machine, patterns: Value | undefined): Value | undefined {
  const texts = textsOf(patterns);
  if (texts === undefined) return undefined;
  for (const base of bases(machine)) {
    const found = texts.flatMap((text) => matching(machine, join(base, text), text.endsWith('/')));
    if (found.length > 0) return newArray([...new Set(found)].slice(0, MOST_LISTED).map((path) => literal(path)));
  }
  return undefined;
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind === 'literal') return typeof value.value === 'string' ? [value.value] : undefined;
  if (value?.kind !== 'array') return undefined;
  const texts = value.items.map(textsOf);
  return texts.every((text) => text !== undefined) ? texts.flat() : undefined;
}

/** Where the server is started, as `process.cwd()` tells: the folder of the package that the file belongs to. */
export function startFolder(machine: Machine): Value {
  return literal(bases(machine)[1] ?? '');
}

/** A path is written from where the server is started: the root, or the folder of the package that the file belongs to. */
function bases({ frame, project }: Machine): readonly string[] {
  const parts = frame.file.path.split('/').slice(0, -1);
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return ['', ...folders.filter((folder) => project.files.includes(`${folder}/package.json`))];
}

function matching(machine: Machine, pattern: string, folders: boolean): readonly string[] {
  const wanted = new RegExp(`^${expression(pattern)}$`);
  if (!folders) return machine.project.files.filter((file) => wanted.test(file) && !/\.d\.[cm]?ts$/.test(file));
  const all = machine.project.files.flatMap((file) => {
    const parts = file.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(all)].filter((folder) => wanted.test(folder) || wanted.test(`${folder}/`));
}

/** A script that was compiled has another extension here. */
function expression(pattern: string): string {
  let source = '';
  let rest = pattern;
  for (let part = PARTS.exec(rest); part !== null; part = PARTS.exec(rest)) {
    source += escaped(rest.slice(0, part.index));
    rest = rest.slice(part.index + part[0].length);
    // A segment has a name.
    const whole = part[0] === '*' && /(^|\/)$/.test(source) && /^(\/|$)/.test(rest);
    source += whole ? '[^/]+' : wildcard(part[0]);
  }
  return (source + escaped(rest)).replace(/\\\.([cm]?)js$/, '\\.$1[jt]s');
}

function wildcard(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    default:
      if (part.startsWith('[')) return part.replace('[!', '[^');
      return `(?:${part
        .replace(/^[@+]?.|.$/g, '')
        .split(/[,|]/)
        .map(escaped)
        .join('|')})`;
  }
}

function escaped(text: string): string {
  return text.replace(/[.+^$|[\]\\?(){}*]/g, '\\$&');
}
