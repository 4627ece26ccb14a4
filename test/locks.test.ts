import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';

// `npm ci` refuses a lock file that lacks a package, those for other machines included, which a registry that does not serve them drops in silence.

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, Locked>>;

/** Looks for a package as Node does: beside the one that asks, then in every folder above. */
function resolve(lock: Lock, from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const found = lock[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

function missing(lock: Lock): readonly string[] {
  return Object.entries(lock).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.entries({ ...dependencies, ...optionalDependencies })
      .filter(([name, range]) => {
        const found = resolve(lock, path, name);
        if (found === undefined) return true;
        return /^\d+\.\d+\.\d+$/.test(range) && found.version !== range;
      })
      .map(([name, range]) => `${path} needs ${name}@${range}`),
  );
}

describe.each([
  '.',
  'examples/billetterie',
  'examples/capteurs',
  'examples/koomy',
  'examples/librairie',
  'scripts/costs',
  'scripts/monitor',
  'test/browser',
  'test/engines',
  'test/frameworks',
  'test/k6',
  'test/nodes',
])('the lock file of %s', (folder) => {
  const lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')).packages as Lock;

  it('has every package that another needs, on every machine', () => {
    expect(missing(lock)).toEqual([]);
  });

  it('has a version for each, and names no registry', () => {
    const entries = Object.entries(lock).filter(([path, { link }]) => path !== '' && link !== true);
    expect(entries.filter(([, { version }]) => version === undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('would be refused with a package taken away', () => {
    const victim = Object.values(lock)
      .flatMap((each) => Object.keys({ ...each.dependencies, ...each.optionalDependencies }))
      .find((name) => Object.hasOwn(lock, `node_modules/${name}`));
    const { [`node_modules/${victim}`]: _, ...rest } = lock;
    expect(missing(rest)).not.toEqual([]);
  });
});
