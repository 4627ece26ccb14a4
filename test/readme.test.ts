import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

it.each([
  ['the README shows what the command prints today', 'scripts/write-readme.js'],
  ['the pages of the monitor show the figures on record', 'scripts/write-monitor-doc.js'],
])('%s, in both languages', (_, script) => {
  const check = (): string => execFileSync(process.execPath, [script, '--check'], { cwd: root, encoding: 'utf8' });
  expect(check).not.toThrow();
});
