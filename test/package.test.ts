import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { koomy, launch, projectOf, type Run, ready, scratch } from './cli/command.ts';

// The package as people install it: packed, installed in an empty folder, used from there.

const PATIENCE = 240_000;
let tarball: string;
let folder: string;

function npm(words: readonly string[], cwd: string): Run {
  // The registry and its settings are the user's: npm finds them by HOME.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/i.test(name)),
  ) as Record<string, string>;
  const run = launch('npm', words, { cwd, env });
  expect(run.exitCode, run.err).toBe(0);
  return run;
}

beforeAll(() => {
  ready();
  // No scripts: `prepack` would build again under the feet of the other tests.
  const shelf = scratch();
  npm(['pack', '--ignore-scripts', '--pack-destination', shelf], root);
  tarball = join(shelf, readdirSync(shelf)[0] ?? '');
  folder = projectOf({
    'package.json': '{ "name": "reader", "private": true, "type": "module" }',
    'use.js': `import { estimate, memoryProject, openProject, render, defineConfig, JaugeError } from 'jauge';
import { capacityOf, compile } from 'jauge/solve';
const project = memoryProject({
  'package.json': JSON.stringify({ name: 'shelf', type: 'module', scripts: { start: 'node index.js' }, dependencies: { express: '^5.0.0' } }),
  'index.js': "import express from 'express'; const app = express(); app.get('/books', (req, res) => res.json([1])); app.listen(3000);",
});
const result = estimate(project, { settings: defineConfig({ machine: { cpu: 1 } }) });
const text = render(result, { format: 'markdown', language: 'en' });
let refusal = '';
try { openProject('/nowhere/at/all'); } catch (error) { refusal = error instanceof JaugeError ? error.code : 'other'; }
console.log(JSON.stringify({ routes: result.inventory.routes.length, title: text.split('\\n')[0], refusal, solve: [typeof capacityOf, typeof compile] }));
`,
    'use.ts': `import { type Estimate, estimate, type Interval, memoryProject, type Settings } from 'jauge';
import { capacityOf, compile } from 'jauge/solve';

const settings: Settings = { machine: { cpu: 2 } };
const result: Estimate = estimate(memoryProject({}), { settings });
const daily: Interval | undefined = result.capacities[0]?.dailyUsers;
export const numbers: readonly number[] = daily === undefined ? [] : [daily.low, daily.typical, daily.high];
export const solvers: readonly unknown[] = [capacityOf, compile];
// @ts-expect-error a machine has no wheels
export const wrong: Settings = { machine: { wheels: 4 } };
// @ts-expect-error a project is not a path
estimate('./somewhere');
`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'nodenext', strict: true, noEmit: true, types: [] },
      files: ['use.ts'],
    }),
  });
  npm(['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
}, PATIENCE);

describe('the packed tarball', () => {
  it('holds what is used, and nothing else', () => {
    const installed = join(folder, 'node_modules', 'jauge');
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(installed, path)).isFile(),
    );
    expect(
      files.filter(
        (path) =>
          !/^(?:dist\/.+\.(?:js|d\.ts)|schema\/(?:estimate|measurement)\.schema\.json|package\.json|LICENSE|[A-Z]+(?:\.fr)?\.md)$/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(files.filter((path) => /\.test\.|fixtures|examples/.test(path))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'CHANGELOG.md', 'README.md', 'README.fr.md', 'dist/cli/bin.js']),
    );
  });

  it('tells nothing of the machine that made it', () => {
    const installed = join(folder, 'node_modules', 'jauge');
    const texts = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(installed, path)).isFile())
      .filter((path) => readFileSync(join(installed, path), 'utf8').includes(root));
    expect(texts).toEqual([]);
  });

  it('is light: its dependencies are the six that it names, and what they need', () => {
    const names = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual([
      '@oxc-parser',
      '@oxc-project',
      '@pgsql',
      'jauge',
      'libpg-query',
      'oxc-parser',
      'postgres',
      'smol-toml',
      'valibot',
      'yaml',
    ]);
  });
});

describe('installed in an empty folder', () => {
  it(
    'runs as a command on examples/koomy',
    () => {
      const run = npm(['exec', '--offline', '--', 'jauge', koomy, '--format', 'markdown'], folder);
      expect(run.out).toMatch(/^# Koomy/);
    },
    PATIENCE,
  );

  it('is an executable with its shebang', () => {
    const command = join(folder, 'node_modules', '.bin', 'jauge');
    expect(statSync(command).mode & 0o111).not.toBe(0);
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(launch(command, ['--version'], { cwd: folder }).out).toBe(`${version}\n`);
  });

  it('is imported from JavaScript', () => {
    const run = launch(process.execPath, ['use.js'], { cwd: folder });
    expect(run.err).toBe('');
    expect(JSON.parse(run.out)).toMatchObject({
      routes: 1,
      title: expect.stringContaining('shelf'),
      refusal: 'unreadable-project',
      solve: ['function', 'function'],
    });
  });

  it('is typed for TypeScript, without skipping the check of its declarations', () => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(launch(process.execPath, [compiler, '-p', folder], { cwd: folder })).toEqual({
      exitCode: 0,
      out: '',
      err: '',
    });
  });

  it('gives the schema of its result', () => {
    const program = "process.stdout.write(require.resolve('jauge/schema/estimate.json'))";
    const path = launch(process.execPath, ['--input-type=commonjs', '--eval', program], { cwd: folder }).out;
    expect(existsSync(path)).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ title: 'Jauge estimate' });
  });

  it('keeps its other files to itself', () => {
    const program = "import('jauge/dist/cli/main.js').catch((error) => console.log(error.code))";
    expect(launch(process.execPath, ['--eval', program], { cwd: folder }).out).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
  });
});
