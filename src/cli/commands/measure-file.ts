import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { merged, type Part } from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { type Message, message } from '../../model/message.ts';
import { parseMeasurement } from '../../settings/index.ts';
import type { Measuring } from './measure.ts';

/** Adds a part to the measurement file (written whole, then put in place), and says what it holds. */
export function keep({ call, file }: Measuring, part: Part, told: readonly Message[]): void {
  const before = existsSync(file) ? parseMeasurement(basename(file), readFileSync(file, 'utf8')) : undefined;
  const text = `${JSON.stringify(merged(before, part, call.version), null, 2)}\n`;
  writeWhole(file, text);
  const { terminal, translation, quiet } = call;
  for (const each of told) terminal.out(`${translation.text(each)}\n`);
  if (!quiet) terminal.err(`${translation.text(message('cli.measure.written', { path: file }))}\n`);
}

/** Written beside, then put in place: a full disk leaves what was there before. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new JaugeError('measurement', message('error.file-unwritable', { file, reason }), message('error.file-hint'));
  }
}
