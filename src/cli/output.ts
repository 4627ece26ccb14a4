import { writeFileSync } from 'node:fs';
import { message } from '../model/message.ts';
import type { Call, Terminal } from './commands/command.ts';

/** Columns to write in: those of the terminal, kept readable; 100 elsewhere. */
export function widthOf({ terminal }: Call): number {
  return Math.min(160, Math.max(40, terminal.columns ?? 100));
}

/** Writes the result where the command line says: the terminal, or the file of `-o` with a notice. */
export function emit({ output, quiet, terminal, translation }: Call, text: string): void {
  if (output === undefined) {
    terminal.out(text);
    return;
  }
  writeFileSync(output, text);
  if (!quiet) terminal.err(`${translation.text(message('cli.written', { path: output }))}\n`);
}

/** One line that replaces the previous one, shown only to a person who has not asked for quiet. */
export function showProgress({ terminal, quiet }: Call, text: string): void {
  if (terminal.progress && !quiet) terminal.err(`\r\u001b[K${text}`);
}

export function clearProgress(terminal: Terminal): void {
  if (terminal.progress) terminal.err('\r\u001b[K');
}
