#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import type { Terminal } from './commands/command.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** NO_COLOR and FORCE_COLOR as people expect them (no-color.org). */
function colorful(): boolean {
  if ((process.env['NO_COLOR'] ?? '') !== '') return false;
  if ((process.env['FORCE_COLOR'] ?? '0') !== '0') return true;
  return process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';
}

/** The terminal's own width, or the one that the environment announces when the output goes elsewhere. */
function columns(): number | undefined {
  const announced = Number(process.env['COLUMNS']);
  return process.stdout.columns ?? (Number.isInteger(announced) && announced > 0 ? announced : undefined);
}

const width = columns();
const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  ...(width === undefined ? {} : { columns: width }),
  color: colorful(),
  progress: process.stderr.isTTY === true,
};

// A reader that closes early (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), terminal, version);
