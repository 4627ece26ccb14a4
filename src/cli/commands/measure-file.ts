import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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

/** Written beside, then put in place: a full disk leaves what was there before, and what was measured goes to the temporary folder. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    const path = writeElsewhere(basename(file), text);
    const hint = path === undefined ? message('error.file-hint') : message('error.file-elsewhere', { path, file });
    throw new JaugeError('measurement', message('error.file-unwritable', { file, reason }), hint);
  }
}

/** Minutes of measuring are not lost for want of room; undefined when there is none there either. */
function writeElsewhere(name: string, text: string): string | undefined {
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'jauge-')), name);
    writeFileSync(path, text);
    return path;
  } catch {
    return undefined;
  }
}
