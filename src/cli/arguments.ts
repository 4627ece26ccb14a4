import { parseArgs } from 'node:util';
import type { Language } from '../i18n/index.ts';
import { nearest } from '../settings/index.ts';
import type { Call, Command, OptionTable } from './commands/command.ts';
import { COMMAND_NAMES, type CommandName, DEFAULT_COMMAND, isCommand } from './commands/table.ts';
import { usage } from './errors.ts';

/** Options that every command has. */
const COMMON = {
  lang: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  quiet: { type: 'boolean', short: 'q' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const satisfies OptionTable;

const LANGUAGES: readonly Language[] = ['fr', 'en'];
/** Common options whose value is the next word. */
const TAKING_A_WORD = ['--lang', '--format', '--output', '-o'];

/** The command that the words ask for, and the words that remain. */
export interface Request {
  readonly command: CommandName;
  /** The command is written, not the default one. */
  readonly named: boolean;
  /** `jauge help`, `jauge help measure`. */
  readonly help: boolean;
  readonly words: readonly string[];
}

/** The language asked for, even when the rest of the command line is wrong: errors are written in it. */
export function languageOf(words: readonly string[]): Language {
  const inline = words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const index = words.indexOf('--lang');
  const word = inline ?? (index === -1 ? undefined : words[index + 1]);
  return word === 'en' ? 'en' : 'fr';
}

/** The first word that is not an option names the command; a folder of the same name is written `./routes`. Throws on `jauge help <no command>`. */
export function readRequest(words: readonly string[]): Request {
  const index = firstWord(words);
  const word = words[index];
  const others = words.filter((_, position) => position !== index);
  if (word === 'help') return helpRequest(others);
  if (!isCommand(word)) return { command: DEFAULT_COMMAND, named: false, help: false, words };
  return { command: word, named: true, help: false, words: others };
}

function helpRequest(words: readonly string[]): Request {
  const index = firstWord(words);
  const name = words[index];
  const others = words.filter((_, position) => position !== index);
  if (name === undefined) return { command: DEFAULT_COMMAND, named: false, help: true, words };
  if (isCommand(name)) return { command: name, named: true, help: true, words: others };
  const near = nearest(name, COMMAND_NAMES);
  throw near === undefined
    ? usage('error.unknown-command', { command: name, known: COMMAND_NAMES })
    : usage('error.unknown-command-near', { command: name, near });
}

function firstWord(words: readonly string[]): number {
  let index = 0;
  while (words[index]?.startsWith('-') === true) index += TAKING_A_WORD.includes(words[index] ?? '') ? 2 : 1;
  return index;
}

/** Reads the options of a command. Throws a JaugeError('usage') that names the word and the nearest valid one. */
export function callOf(
  { words, help }: Request,
  command: Command,
  circumstances: Pick<Call, 'translation' | 'terminal' | 'version'>,
): Call | 'help' | 'version' {
  const end = command.runsProgram === true && words.includes('--') ? words.indexOf('--') : words.length;
  const { values, positionals } = parse(words.slice(0, end), { ...COMMON, ...command.options });
  const { lang, format, output, quiet, 'no-color': plain, help: asked, version, ...own } = values as CommonValues;
  const call: Call = {
    values: own as Call['values'],
    words: positionals,
    program: words.slice(end + 1),
    language: oneOf('lang', lang ?? 'fr', LANGUAGES),
    format: oneOf('format', format ?? formatOf(output, command.formats), command.formats),
    ...(output === undefined ? {} : { output }),
    quiet: quiet ?? false,
    color: circumstances.terminal.color && plain !== true && output === undefined,
    ...circumstances,
  };
  if (help || asked === true) return 'help';
  return version === true ? 'version' : call;
}

type CommonValues = {
  readonly [K in keyof typeof COMMON]?: (typeof COMMON)[K]['type'] extends 'boolean' ? boolean : string;
};

function parse(words: readonly string[], options: OptionTable) {
  const names = Object.keys(options);
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const near = nearest(name, names);
    throw near === undefined
      ? usage('error.unknown-option', { option: word })
      : usage('error.unknown-option-near', { option: word, near: `--${near}` });
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const option = /'(-[^' <]*)/.exec((cause as Error).message)?.[1] ?? words.join(' ');
    throw usage('error.option-value', { option });
  }
}

/** The extension of the output file says the format when nothing else does. */
function formatOf(output: string | undefined, formats: readonly string[]): string {
  const said = output?.endsWith('.json') ? 'json' : output?.endsWith('.md') ? 'markdown' : undefined;
  return said !== undefined && formats.includes(said) ? said : (formats[0] ?? '');
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw usage('error.option-choice', { option: `--${option}`, value, allowed });
  return found;
}
