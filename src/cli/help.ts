import type { Translation } from '../i18n/index.ts';
import { message } from '../model/message.ts';
import { COMMAND_NAMES, type CommandName } from './commands/table.ts';

/** What `jauge --help` prints: what the tool is for, its default command, the others, what is common, the exit codes. */
export function generalHelp(translation: Translation): string {
  const text = (key: string): string => translation.text(message(key));
  const widest = Math.max(...COMMAND_NAMES.map((name) => name.length));
  const commands = COMMAND_NAMES.map((name) => `  ${name.padEnd(widest)}   ${text(`cli.summary.${name}`)}`);
  const list = [text('cli.help.commands'), ...commands].join('\n');
  return [
    text('cli.help.opening'),
    `${text('cli.help.report')}\n${text('cli.help.common')}`,
    list,
    text('cli.help.codes'),
  ].join('\n\n');
}

/** What `jauge help measure` and `jauge measure --help` print. */
export function commandHelp(name: CommandName, translation: Translation): string {
  const text = (key: string): string => translation.text(message(key));
  return [
    text(`cli.summary.${name}`),
    `${text(`cli.help.${name}`)}\n${text('cli.help.common')}`,
    text('cli.help.codes'),
  ].join('\n\n');
}
