import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lines = readFileSync(new URL('../docs/patterns.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line));

it('names for every pattern a fixture that exists, or says that it is a gap', () => {
  expect(lines.map((line) => Number(line.split('|')[1]))).toEqual(Array.from({ length: 78 }, (_, index) => index + 1));
  const unnamed = lines.filter((line) => !/ `[\w-]+`[^|]*\|$/.test(line) && !/\| gap/.test(line));
  expect(unnamed).toEqual([]);
  const last = lines.map((line) => line.split(/(?<!\\)\|/)[3] ?? '');
  const named = last.flatMap((cell) => [...cell.matchAll(/`([a-z][\w-]+)`/g)].map(([, name]) => name ?? ''));
  expect(named.length).toBeGreaterThan(70);
  expect(
    named.filter((name) => !existsSync(new URL(`../fixtures/inspect/${name}/expected.json`, import.meta.url))),
  ).toEqual([]);
});
