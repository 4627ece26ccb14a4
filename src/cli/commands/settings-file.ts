import type { Project } from '../../inspect/index.ts';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import type { Settings } from '../../model/settings.ts';
import { parseSettings } from '../../settings/index.ts';

/** The settings of a configuration file of the project. Throws a JaugeError when it is missing or not valid. */
export function settingsOf(project: Project, file: string): Settings {
  const text = project.read(file);
  if (text !== undefined) return parseSettings(file, text);
  const problem = message('error.config-missing', { file });
  throw new JaugeError('invalid-configuration', problem, message('error.config-hint'));
}
