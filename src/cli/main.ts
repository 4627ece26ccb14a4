import { writeFileSync } from 'node:fs';
import { estimate, type Stage } from '../estimate.ts';
import { readHost } from '../host/index.ts';
import { type Translation, translate } from '../i18n/index.ts';
import { openProject, type Project } from '../inspect/index.ts';
import { JaugeError } from '../model/error.ts';
import type { Estimate } from '../model/estimate.ts';
import { message } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import { render } from '../report/index.ts';
import { parseSettings, SETTINGS_FILES } from '../settings/index.ts';
import { describeError, EXIT_TARGET_MISSED } from './errors.ts';
import { languageOf, type Options, readOptions } from './options.ts';

/** Where the command writes, and what it may know of the terminal. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns; undefined when the output is not a terminal. */
  readonly columns?: number;
  readonly color: boolean;
  /** Progress is shown only to a person. */
  readonly progress: boolean;
}

/** Runs the command and returns its exit code. Never throws. */
export function main(words: readonly string[], terminal: Terminal, version: string): number {
  const translation = translate(languageOf(words));
  try {
    const options = readOptions(words, terminal.color);
    if (options.help) return say(terminal, translation.text(message('cli.help')));
    if (options.version) return say(terminal, version);
    return report(options, terminal, translation, version);
  } catch (error) {
    clearProgress(terminal);
    const { text, exitCode } = describeError(error, translation);
    terminal.err(text);
    return exitCode;
  }
}

function say(terminal: Terminal, text: string): number {
  terminal.out(`${text}\n`);
  return 0;
}

function report(options: Options, terminal: Terminal, translation: Translation, version: string): number {
  const project = openProject(options.directory);
  const settings = merged(settingsOf(project, options), options.settings);
  const onStage = (stage: Stage): void => progress(terminal, options, translation.text(message(`cli.stage.${stage}`)));
  const result = estimate(project, {
    settings,
    host: readHost(),
    version,
    settingsFile: settingsFileOf(project, options) ?? '',
    onStage,
    ...(options.target === undefined ? {} : { target: options.target }),
  });
  clearProgress(terminal);
  write(result, options, terminal, translation);
  return result.target !== undefined && !result.target.holds ? EXIT_TARGET_MISSED : 0;
}

/** The command line completes the file: one word about the machine does not erase the rest that is said of it. */
function merged(file: Settings, line: Settings): Settings {
  return {
    ...file,
    ...line,
    ...(line.machine === undefined ? {} : { machine: { ...file.machine, ...line.machine } }),
    ...(line.instances === undefined ? {} : { instances: { ...file.instances, ...line.instances } }),
    ...(line.objective === undefined ? {} : { objective: { ...file.objective, ...line.objective } }),
  };
}

function settingsFileOf(project: Project, options: Options): string | undefined {
  return options.config ?? SETTINGS_FILES.find((name) => project.has(name));
}

function settingsOf(project: Project, options: Options): Settings {
  const file = settingsFileOf(project, options);
  if (file === undefined) return {};
  const text = project.read(file);
  if (text === undefined)
    throw new JaugeError(
      'invalid-configuration',
      message('error.config-missing', { file }),
      message('error.config-hint'),
    );
  return parseSettings(file, text);
}

function write(result: Estimate, options: Options, terminal: Terminal, translation: Translation): void {
  const width = Math.min(160, Math.max(40, terminal.columns ?? 100));
  const text = render(result, { format: options.format, language: options.language, width, color: options.color });
  if (options.output === undefined) {
    terminal.out(text);
    return;
  }
  writeFileSync(options.output, text);
  if (!options.quiet) terminal.err(`${translation.text(message('cli.written', { path: options.output }))}\n`);
}

function progress(terminal: Terminal, options: Options, text: string): void {
  if (terminal.progress && !options.quiet) terminal.err(`\r\u001b[K${text}`);
}

function clearProgress(terminal: Terminal): void {
  if (terminal.progress) terminal.err('\r\u001b[K');
}
