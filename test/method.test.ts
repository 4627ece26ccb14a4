import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';

const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');

/** Names that a file exports by `export { … }`. */
const exported = (path: string) =>
  [...read(path).matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(',').flatMap((name) => name.trim().replace(/^type /, '') || []),
  );

describe('docs/method.md', () => {
  it('names all that jauge/solve exports', () => {
    const page = read('docs/method.md');
    const names = [...exported('src/solve/index.ts'), ...exported('src/solve/textbook/index.ts')];
    expect(names.length).toBeGreaterThan(70);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names only files that exist', () => {
    const named = [...read('docs/method.md').matchAll(/`((?:textbook\/|simulation\/)?[a-z-]+(?:\.test)?\.ts)`/g)];
    const missing = named.flatMap(([, path = '']) => {
      try {
        read(`src/solve/${path}`);
        return [];
      } catch {
        return [path];
      }
    });
    expect(missing).toEqual([]);
  });
});
