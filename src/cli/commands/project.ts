import { openProject, type Project } from '../../inspect/index.ts';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import type { Settings } from '../../model/settings.ts';
import { nearest, SETTINGS_FILES } from '../../settings/index.ts';
import { usage } from '../errors.ts';
import type { Call } from './command.ts';
import { COMMAND_NAMES } from './table.ts';

/** Options of the commands that read a project. */
export const PROJECT_OPTIONS = { config: { type: 'string' } } as const;

export interface OpenedProject {
  readonly project: Project;
  readonly settings: Settings;
  /** The file they come from; empty when there is none. */
  readonly settingsFile: string;
}

/**
 * Opens the folder named by the only word left (the current one when there is none) and reads its settings, completed by those of the
 * command line. Throws a JaugeError when there are several folders, or when the folder or its configuration cannot be read.
 */
export async function openedProject(
  call: Call<typeof PROJECT_OPTIONS>,
  line: Settings = {},
  words: readonly string[] = call.words,
): Promise<OpenedProject> {
  if (words.length > 1) throw usage('error.too-many-directories', { directories: words });
  const project = opened(words[0] ?? '.');
  const file = call.values.config ?? SETTINGS_FILES.find((name) => project.has(name));
  const settings = file === undefined ? {} : await read(project, file);
  return { project, settings: merged(settings, line), settingsFile: file ?? '' };
}

/** A misspelt command is taken for a folder: the way out names the command. */
function opened(directory: string): Project {
  try {
    return openProject(directory);
  } catch (error) {
    const near = /^[a-z]+$/i.test(directory) ? nearest(directory, COMMAND_NAMES) : undefined;
    if (!(error instanceof JaugeError) || error.problem.key !== 'error.directory-missing' || near === undefined)
      throw error;
    throw new JaugeError('usage', error.problem, message('error.command-near', { near }));
  }
}

/** What checks a configuration is only loaded where there is one. */
async function read(project: Project, file: string): Promise<Settings> {
  const { settingsOf } = await import('./settings-file.ts');
  return settingsOf(project, file);
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
