import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAYERS, type Violation, violations } from './layers.ts';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

function sources(): Record<string, string> {
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(src, path), 'utf8')]));
}

const sentences = (found: readonly Violation[]): readonly string[] =>
  found.map(({ rule, file, line, detail }) => `${rule}: src/${file}:${line}: ${detail}`);

describe('the layers of src', () => {
  it('are kept by every file', () => {
    expect(sentences(violations(sources()))).toEqual([]);
  });

  it('are the folders that exist, no more and no less', () => {
    expect(Object.keys(LAYERS).sort()).toEqual(readdirSync(src).sort());
  });

  it('are the rows of the table in ARCHITECTURE.md', () => {
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z0-9.]+)` \| ([^|]+) \|/gm)].map(([, name, imports]) => [
      name,
      imports === 'everything'
        ? 'all'
        : [...(imports ?? '').matchAll(/`([a-z0-9.]+)`/g)].map(([, folder]) => folder).sort(),
    ]);
    const layers = Object.entries(LAYERS).map(([name, { folders }]) => [
      name,
      folders === 'all' ? 'all' : [...folders].sort(),
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(layers));
  });
});

describe('the checker', () => {
  const opening = '/** In: a model. Out: a solution. It must not read files. */\n';
  const sound = {
    'model/station.ts': 'export interface Station { readonly id: string }\n',
    'solve/index.ts': `${opening}export { bounds } from './bounds.ts';\n`,
    'solve/bounds.ts':
      "import type { Station } from '../model/station.ts';\nexport const bounds = (s: Station): string => s.id;\n",
    'plan/index.ts': `${opening}import { bounds } from '../solve/index.ts';\nexport const plan = bounds;\n`,
  };

  it('is silent on sound files', () => {
    expect(violations(sound)).toEqual([]);
  });

  it.each<[Violation['rule'], string, string, string]>([
    ['layer', 'an import of a stage by another', 'solve/open.ts', "import { plan } from '../plan/index.ts';\n"],
    [
      'layer',
      'a type imported from a layer above',
      'model/mix.ts',
      "import type { bounds } from '../solve/index.ts';\n",
    ],
    ['layer', 'a re-export', 'solve/again.ts', "export { plan } from '../plan/index.ts';\n"],
    ['layer', 'a re-export of everything', 'solve/all.ts', "export * from '../plan/index.ts';\n"],
    ['layer', 'a dynamic import', 'solve/late.ts', "export const late = () => import('../plan/index.ts');\n"],
    ['layer', 'an import inside a type', 'solve/typed.ts', "export type Plan = typeof import('../plan/index.ts');\n"],
    ['layer', 'a package', 'solve/parse.ts', "import 'oxc-parser';\n"],
    ['layer', 'files read outside project.ts', 'inspect/read.ts', "import { readFileSync } from 'node:fs';\n"],
    ['layer', 'a child process, even in project.ts', 'inspect/project.ts', "import 'node:child_process';\n"],
    ['layer', 'a folder that nobody listed', 'helpers/text.ts', 'export const text = 1;\n'],
    ['door', 'a folder entered beside its door', 'plan/capacity.ts', "import { bounds } from '../solve/bounds.ts';\n"],
    ['opening', 'a door without its comment', 'derive/index.ts', 'export const derive = 1;\n'],
    ['opening', 'a door that does not say its limits', 'derive/index.ts', '/** In: facts. Out: a model. */\n'],
    ['purity', 'the clock', 'derive/today.ts', 'export const today = () => Date.now();\n'],
    ['purity', 'the date', 'derive/today.ts', 'export const today = () => new Date();\n'],
    ['purity', 'chance', 'solve/luck.ts', 'export const luck = () => Math.random();\n'],
    ['purity', 'the environment', 'report/width.ts', "export const width = process.env['COLUMNS'];\n"],
    ['purity', 'a timer', 'report/later.ts', 'setTimeout(() => undefined, 10);\n'],
    ['purity', 'code made from text', 'inspect/run.ts', "export const run = new Function('return 1');\n"],
    [
      'data',
      'a function among the facts',
      'facts/prices.ts',
      'export const price = (cpu: number): number => cpu * 2;\n',
    ],
    [
      'data',
      'a method among the facts',
      'facts/prices.ts',
      'export const prices = { of(cpu: number) { return cpu; } };\n',
    ],
    ['default', 'a default export', 'plan/tiers.ts', 'export default 1;\n'],
    [
      'default',
      'a default export by another name',
      'plan/tiers.ts',
      'const tiers = 1;\nexport { tiers as default };\n',
    ],
    ['length', 'a file too long', 'plan/tiers.ts', 'export {};\n'.repeat(251)],
    ['missing', 'an import of nothing', 'plan/tiers.ts', "import './gone.ts';\n"],
    ['syntax', 'a file that does not parse', 'plan/tiers.ts', 'export const = 1;\n'],
  ])('catches (%s) %s', (rule, _, path, text) => {
    expect(violations({ ...sound, [path]: text })).toContainEqual(expect.objectContaining({ rule, file: path }));
  });

  it('tells the line', () => {
    const text =
      "import type { Station } from '../model/station.ts';\n\nexport type { Station };\nexport const luck = Math.random();\n";
    expect(violations({ ...sound, 'solve/luck.ts': text })).toEqual([
      { rule: 'purity', file: 'solve/luck.ts', line: 4, detail: 'Math.random' },
    ]);
  });

  it('lets the shells touch the machine', () => {
    const text = "import { writeFileSync } from 'node:fs';\nwriteFileSync('report.md', String(Date.now()));\n";
    expect(violations({ ...sound, 'cli/main.ts': text })).toEqual([]);
  });
});
