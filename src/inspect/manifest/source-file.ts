import type { Project } from '../project.ts';
import { join } from './command-line.ts';

const EXTENSIONS = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', '.jsx'];
const OUTPUT_FOLDERS =
  /^(?:dist|build|out|lib|output|\.output|\.build|compiled|bin|prod|bundle|dist-server|server-dist|server_dist|dist_server)$/;
/** What makes a file start a server, whichever the framework. */
const SERVES =
  /\.listen\s*\(|createServer\s*\(|NestFactory\.create|(?<![.\w])serve\s*\(\s*(?:[{a-z]|$)|(?:Bun|Deno)\.serve\s*\(|\bstartServer\s*\(|startStandaloneServer\s*\(|createHTTPServer\s*\(|create(?:Express|Koa)Server\s*\(|new Ignitor\s*\(|\.startServer\s*\(|\bexpress\s*\(\s*\)/;
/** Where it begins to take requests, the line worth showing. */
const LISTENS = /\.listen\s*\(/;
const IMPORT = /(?:from\s*|import\s*\(?\s*|require\s*\(\s*)["'](\.{1,2}\/[^"']*)["']/g;
/** Files followed from a candidate to see whether it starts a server: enough for `index` → `app` → `server`. */
const MOST_FOLLOWED = 40;

/** The file of the project that a path names, extension or index left out, compiled extension read as source. */
export function existing(project: Project, path: string): string | undefined {
  const bare = path.replace(/\.[cm]?js$/, '');
  const exact = project.has(path) ? [path] : [];
  const sources = EXTENSIONS.slice(1).flatMap((extension) => [bare + extension]);
  const whole = EXTENSIONS.slice(1).flatMap((extension) => [path + extension]);
  const indexes = EXTENSIONS.slice(1).map((extension) => join(path, `index${extension}`));
  return [...exact, ...sources, ...whole, ...indexes].find((candidate) => project.has(candidate));
}

/** Source files that a compiled file may come from, by the usual layouts. */
export function sourcesOf(project: Project, path: string, folder: string): readonly string[] {
  const parts = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
  const output = parts.findIndex((part) => OUTPUT_FOLDERS.test(part));
  if (output === -1) return [];
  const rest = parts.slice(output + 1).join('/');
  const before = parts.slice(0, output).join('/');
  const tries = ['src', '', 'server', 'app', 'src/server', 'backend'].map((base) =>
    join(folder, join(before, `${base}/${rest}`)),
  );
  return tries.flatMap((attempt) => existing(project, attempt) ?? []);
}

/** The line where a file, or one it imports, starts a server: `undefined` when none does. */
export function serverLine(
  project: Project,
  file: string,
): { readonly file: string; readonly line: number } | undefined {
  const seen = new Set([file]);
  const pending = [file];
  for (let current = pending.shift(); current !== undefined && seen.size <= MOST_FOLLOWED; current = pending.shift()) {
    const text = project.read(current) ?? '';
    const line = lineOf(text, LISTENS) ?? lineOf(text, SERVES);
    if (line !== undefined) return { file: current, line };
    const folder = current.slice(0, Math.max(0, current.lastIndexOf('/')));
    for (const [, target = ''] of text.matchAll(IMPORT)) {
      const next = existing(project, join(folder, target));
      if (next !== undefined && !seen.has(next)) {
        seen.add(next);
        pending.push(next);
      }
    }
  }
  return undefined;
}

function lineOf(text: string, pattern: RegExp): number | undefined {
  const row = text.split('\n').findIndex((written) => pattern.test(written) && !/^\s*(?:\/\/|\*|\/\*)/.test(written));
  return row === -1 ? undefined : row + 1;
}
