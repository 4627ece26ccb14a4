import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the README shows what the command prints today, in both languages', () => {
  const root = new URL('..', import.meta.url).pathname;
  const check = (): string =>
    execFileSync(process.execPath, ['scripts/write-readme.js', '--check'], { cwd: root, encoding: 'utf8' });
  expect(check).not.toThrow();
});
