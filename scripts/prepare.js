// @ts-check
// What the other scripts need before they start: the packages of the lock file, and a build newer than the sources.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/**
 * Installs what `package-lock.json` says and `node_modules` lacks.
 * @param {string} folder
 * @param {(line: string) => void} log
 */
export function ensureInstalled(folder, log) {
  if (isInstalled(folder)) return;
  log('Installation des dépendances (npm ci)…');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  throw new Error(`L’installation des dépendances a échoué dans ${folder}.\n${result.error?.message ?? result.stderr}`);
}

/**
 * Packages of the lock file are there, in its versions. Optional ones, made for other machines, may be missing.
 * @param {string} folder
 */
function isInstalled(folder) {
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = Object.entries(packagesOf(join(folder, 'package-lock.json')) ?? {});
  return wanted.every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional === true || devOptional === true || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * Builds `dist` when a source is newer than it.
 * @param {(line: string) => void} log
 */
export function ensureBuilt(log) {
  const built = join(dist, 'cli', 'bin.js');
  const inputs = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/bundle.js'].map((path) =>
    join(root, path),
  );
  if (existsSync(built) && Math.max(...inputs.map(newest)) <= statSync(built).mtimeMs) return;
  log('Compilation…');
  build();
}

/**
 * Time of the latest change under a path, folders included: a file taken away counts.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return path.endsWith('.test.ts') ? 0 : mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Compiles `src` beside `dist`, gathers the command in a few files, then swaps: no file of a former build survives, and a failed build
 * changes nothing.
 */
export function build() {
  const fresh = mkdtempSync(join(root, '.dist-'));
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const result = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', fresh], {
      cwd: root,
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(`La compilation a échoué.\n${result.error?.message ?? result.stdout}`);
    // What the browser runs is served as it is written.
    const assets = join('monitor', 'page', 'assets');
    cpSync(join(root, 'src', assets), join(fresh, assets), { recursive: true });
    const bundled = spawnSync(process.execPath, [join(root, 'scripts', 'bundle.js'), fresh], {
      cwd: root,
      encoding: 'utf8',
    });
    if (bundled.status !== 0) throw new Error(`La compilation a échoué.\n${bundled.error?.message ?? bundled.stderr}`);
    chmodSync(fresh, 0o755);
    chmodSync(join(fresh, 'cli', 'bin.js'), 0o755);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Says in one line that Node is too old, and stops. Jauge itself needs what `engines` says. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Jauge demande Node 20.19 ou plus récent\u202f; celui-ci est le ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Runs a script's work; what fails is said in a sentence, not in a trace.
 * @param {() => number} work Returns the exit code.
 */
export function run(work) {
  requireNode();
  try {
    process.exitCode = work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
