import { parseArgs } from 'node:util';
import type { Language } from '../i18n/index.ts';
import { JaugeError } from '../model/error.ts';
import { message } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import type { ReportFormat } from '../report/index.ts';
import { nearest } from '../settings/index.ts';
import { machineOption, objectiveOption, positiveOption } from './values.ts';

/** What the command line asks. */
export interface Options {
  readonly directory: string;
  readonly language: Language;
  readonly format: ReportFormat;
  readonly output?: string;
  readonly config?: string;
  readonly settings: Settings;
  readonly target?: { readonly dailyUsers?: number; readonly accounts?: number };
  readonly quiet: boolean;
  readonly color: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const SPECIFICATION = {
  lang: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  config: { type: 'string' },
  machine: { type: 'string' },
  objective: { type: 'string' },
  target: { type: 'string' },
  'target-accounts': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const FORMATS: readonly ReportFormat[] = ['terminal', 'markdown', 'json'];
const LANGUAGES: readonly Language[] = ['fr', 'en'];

/** The language asked for, even when the rest of the command line is wrong: errors are written in it. */
export function languageOf(words: readonly string[]): Language {
  const inline = words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const index = words.indexOf('--lang');
  const word = inline ?? (index === -1 ? undefined : words[index + 1]);
  return word === 'en' ? 'en' : 'fr';
}

/** Reads the command line. Throws a JaugeError('usage') that names the word and the nearest valid one. */
export function readOptions(words: readonly string[], colorful: boolean): Options {
  const { values, positionals } = parse(words);
  if (positionals.length > 1) throw usage('error.too-many-directories', { directories: positionals });
  const output = values.output === undefined ? {} : { output: values.output };
  const config = values.config === undefined ? {} : { config: values.config };
  const target = targetOption(values.target, values['target-accounts']);
  return {
    directory: positionals[0] ?? '.',
    language: oneOf('lang', values.lang ?? 'fr', LANGUAGES),
    format: oneOf('format', values.format ?? formatOf(values.output), FORMATS),
    ...output,
    ...config,
    settings: {
      ...(values.machine === undefined ? {} : machineOption(values.machine)),
      ...(values.objective === undefined ? {} : { objective: objectiveOption(values.objective) }),
    },
    ...(target === undefined ? {} : { target }),
    quiet: values.quiet ?? false,
    color: colorful && values['no-color'] !== true && values.output === undefined,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parse(words: readonly string[]) {
  const names = Object.keys(SPECIFICATION);
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const near = nearest(name, names);
    throw near === undefined
      ? usage('error.unknown-option', { option: word })
      : usage('error.unknown-option-near', { option: word, near: `--${near}` });
  }
  try {
    return parseArgs({ args: [...words], options: SPECIFICATION, allowPositionals: true, strict: true });
  } catch (cause) {
    const option = /'(-[^' <]*)/.exec((cause as Error).message)?.[1] ?? words.join(' ');
    throw usage('error.option-value', { option });
  }
}

/** The extension of the output file says the format when nothing else does. */
function formatOf(output: string | undefined): ReportFormat {
  if (output?.endsWith('.json')) return 'json';
  return output?.endsWith('.md') ? 'markdown' : 'terminal';
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw usage('error.option-choice', { option: `--${option}`, value, allowed });
  return found;
}

function targetOption(users: string | undefined, accounts: string | undefined): Options['target'] {
  if (users === undefined && accounts === undefined) return undefined;
  return {
    ...(users === undefined ? {} : { dailyUsers: positiveOption('--target', users) }),
    ...(accounts === undefined ? {} : { accounts: positiveOption('--target-accounts', accounts) }),
  };
}

function usage(key: string, params: Parameters<typeof message>[1]): JaugeError {
  return new JaugeError('usage', message(key, params), message('error.usage-hint'));
}
