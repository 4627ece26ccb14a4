import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { merged, type Part } from '../../measure/index.ts';
import { type Message, message } from '../../model/message.ts';
import { parseMeasurement } from '../../settings/index.ts';
import type { Measuring } from './measure.ts';

/** Adds a part to the measurement file (written whole, then put in place), and says what it holds. */
export function keep({ call, file }: Measuring, part: Part, told: readonly Message[]): void {
  const before = existsSync(file) ? parseMeasurement(basename(file), readFileSync(file, 'utf8')) : undefined;
  const text = `${JSON.stringify(merged(before, part, call.version), null, 2)}\n`;
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
  const { terminal, translation, quiet } = call;
  for (const each of told) terminal.out(`${translation.text(each)}\n`);
  if (!quiet) terminal.err(`${translation.text(message('cli.measure.written', { path: file }))}\n`);
}
