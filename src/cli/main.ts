import { translate } from '../i18n/index.ts';
import { callOf, languageOf, type Request, readRequest } from './arguments.ts';
import type { Command, Terminal } from './commands/command.ts';
import { COMMANDS, type CommandName } from './commands/table.ts';
import { describeError } from './errors.ts';
import { commandHelp, generalHelp } from './help.ts';
import { optimiseLess } from './optimise-less.ts';
import { clearProgress } from './output.ts';

/** Runs the command and returns its exit code. Never throws, never rejects. */
export async function main(words: readonly string[], terminal: Terminal, version: string): Promise<number> {
  const translation = translate(languageOf(words));
  try {
    const request = readRequest(words);
    const command: Command = await COMMANDS[request.command]();
    const call = callOf(request, command, { translation, terminal, version });
    if (call === 'help') return say(terminal, helpOf(request));
    if (call === 'version') return say(terminal, version);
    optimiseLess();
    return await command.run(call);
  } catch (error) {
    clearProgress(terminal);
    const { text, exitCode } = describeError(error, translation);
    terminal.err(text);
    return exitCode;
  }

  function helpOf({ command, named }: Request): string {
    return named ? commandHelp(command as CommandName, translation) : generalHelp(translation);
  }
}

function say(terminal: Terminal, text: string): number {
  terminal.out(`${text}\n`);
  return 0;
}
