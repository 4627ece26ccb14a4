import { closeSync, opendirSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { JaugeError } from '../model/error.ts';
import type { Unknown } from '../model/inventory.ts';
import { message } from '../model/message.ts';

/** The files of the inspected project, read only. The only door to the file system for inspection. */
export interface Project {
  /** Paths of the files, relative to the root, with `/`, sorted. */
  readonly files: readonly string[];
  /** Text of a file (without byte-order mark), or undefined when it does not exist, cannot be read or is too large. */
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** Files and folders that could not be read or were left out, so far. */
  problems(): readonly Unknown[];
}

/** Folders that hold no source of the project. */
const LEFT_OUT = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'dist',
  'build',
  'out',
  '.next',
  '.nuxt',
  '.output',
  '.turbo',
  '.cache',
  'coverage',
  '.pnpm-store',
  '.yarn',
  '.venv',
  'venv',
  '__pycache__',
  'target',
  'vendor',
  '.idea',
  '.vscode',
  '.data',
  'tmp',
  'attached_assets',
  '.local',
  '.upm',
  '.pythonlibs',
]);
const MOST_FILES = 20_000;
const MOST_DEPTH = 24;
/** Larger files are data or bundles, not source. */
const MOST_BYTES = 2_000_000;

/** A project held in memory, for tests and tools: paths to texts. */
export function memoryProject(texts: Readonly<Record<string, string>>): Project {
  const files = Object.keys(texts).sort();
  return {
    files,
    read: (path) => texts[path],
    has: (path) => Object.hasOwn(texts, path),
    problems: () => [],
  };
}

/**
 * Opens a folder. Never follows a symbolic link out of it, never reads a file of more than 2 MB, stops at 20,000 files.
 * Throws a JaugeError when the folder does not exist or cannot be listed.
 */
export function openProject(directory: string): Project {
  const root = realRoot(directory);
  const problems: Unknown[] = [];
  const files = list(root, problems).sort();
  const known = new Set(files);
  const texts = new Map<string, string | undefined>();
  return {
    files,
    has: (path) => known.has(path),
    problems: () => problems,
    read(path) {
      if (!known.has(path)) return undefined;
      if (!texts.has(path)) texts.set(path, readText(root, path, problems));
      return texts.get(path);
    },
  };
}

function realRoot(directory: string): string {
  const path = resolve(directory);
  try {
    const root = realpathSync(path);
    if (statSync(root).isDirectory()) return root;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    throw new JaugeError(
      'unreadable-project',
      message(`error.directory-${code}`, { path }),
      message('error.directory-hint'),
    );
  }
  throw new JaugeError(
    'unreadable-project',
    message('error.not-a-directory', { path }),
    message('error.directory-hint'),
  );
}

interface Folder {
  readonly path: string;
  readonly depth: number;
}

type EntryKind = 'file' | 'folder' | 'outside' | 'other';

interface Walk {
  readonly root: string;
  readonly found: string[];
  readonly pending: Folder[];
  readonly visited: Set<string>;
  readonly problems: Unknown[];
}

function list(root: string, problems: Unknown[]): string[] {
  const walk: Walk = { root, found: [], pending: [{ path: '', depth: 0 }], visited: new Set([root]), problems };
  for (let folder = walk.pending.pop(); folder !== undefined; folder = walk.pending.pop()) {
    for (const entry of entries(root, folder.path, problems)) {
      if (walk.found.length >= MOST_FILES) {
        problems.push({ message: message('unknown.too-many-files', { count: MOST_FILES }) });
        return walk.found;
      }
      sort(entry, folder, walk);
    }
  }
  return walk.found;
}

/** A file is kept, a folder is left for later, a link that leads out is told. */
function sort(entry: import('node:fs').Dirent, folder: Folder, walk: Walk): void {
  const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
  const kind = kindOf(entry, walk.root, path, walk.visited);
  if (kind === 'file') walk.found.push(path);
  if (kind === 'folder' && isEntered(entry.name, folder)) walk.pending.push({ path, depth: folder.depth + 1 });
  if (kind === 'outside') walk.problems.push({ message: message('unknown.link-outside', { path }) });
}

function isEntered(name: string, parent: Folder): boolean {
  return !LEFT_OUT.has(name) && parent.depth < MOST_DEPTH;
}

function kindOf(entry: import('node:fs').Dirent, root: string, path: string, visited: Set<string>): EntryKind {
  if (entry.isSymbolicLink()) return linkKind(root, path, visited);
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function entries(root: string, folder: string, problems: Unknown[]): import('node:fs').Dirent[] {
  try {
    const directory = opendirSync(join(root, folder));
    const all: import('node:fs').Dirent[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) all.push(entry);
    directory.closeSync();
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    if (folder === '')
      throw new JaugeError(
        'unreadable-project',
        message('error.directory-unreadable', { path: root }),
        message('error.directory-hint'),
      );
    problems.push({
      message: message('unknown.unreadable-folder', {
        path: folder,
        reason: (cause as NodeJS.ErrnoException).code ?? '',
      }),
    });
    return [];
  }
}

/** A link is followed once, and only inside the project: that ends loops and keeps us out of the rest of the machine. */
function linkKind(root: string, path: string, visited: Set<string>): EntryKind {
  try {
    const target = realpathSync(join(root, path));
    if (target !== root && !target.startsWith(root + sep)) return 'outside';
    if (statSync(target).isFile()) return 'file';
    if (visited.has(target)) return 'other';
    visited.add(target);
    return 'folder';
  } catch {
    return 'other';
  }
}

function readText(root: string, path: string, problems: Unknown[]): string | undefined {
  const at = { file: path, line: 1 };
  try {
    const target = realpathSync(join(root, path));
    const size = statSync(target).size;
    if (size > MOST_BYTES) {
      problems.push({ message: message('unknown.large-file', { path, bytes: size }), at });
      return undefined;
    }
    return readWhole(target, size);
  } catch (cause) {
    problems.push({
      message: message('unknown.unreadable-file', { path, reason: (cause as NodeJS.ErrnoException).code ?? '' }),
      at,
    });
    return undefined;
  }
}

function readWhole(target: string, size: number): string {
  const file = openSync(target, 'r');
  try {
    const buffer = Buffer.alloc(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read)
      read = readSync(file, buffer, length, size - length, length);
    const text = buffer.toString('utf8', 0, length);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } finally {
    closeSync(file);
  }
}
