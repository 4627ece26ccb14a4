import type { Location } from '../../../model/source.ts';
import type { Project } from '../../project.ts';

/** A hash that another program of the project makes, or that its data hold. */
export interface HashElsewhere {
  readonly rounds: number;
  readonly at: Location;
}

/** Programs and data where accounts come from: seeds, scripts, migrations. */
const SOURCE = /\.(?:[cm]?[jt]s|sql|json)$/;
/** Tests hash quickly, what is built was written elsewhere, and a page hashes nothing. */
const LEFT_OUT =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|public|client|frontend|locales?)\/|\.(?:test|spec|min|d)\.|(?:^|\/)package(?:-lock)?\.json$/;
const MOST_READ = 2000;
/** Fewer rounds than this are those of a test: no library takes them by default. */
const LEAST = 8;
const MOST = 18;

/** A hash of bcrypt, whole. */
const WRITTEN = /\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}/g;
/** `hash(password, 12)`, `genSalt(ROUNDS)`: the rounds, or their name. */
const MADE =
  /\b(?:hash|hashSync)\s*\(\s*[^,;{}]{1,80}?,\s*([\w$.]+)\s*[,)]|\bgenSalt(?:Sync)?\s*\(\s*([\w$.]+)\s*[,)]/g;

/**
 * Hashes of bcrypt made or written in the files of a project that the server does not read, in the order of their paths: what tells the cost of a
 * check where the server itself makes none. Only the rounds of a hash are kept.
 */
export function hashesElsewhere(project: Project, read: ReadonlySet<string>): readonly HashElsewhere[] {
  const files = project.files.filter((path) => SOURCE.test(path) && !LEFT_OUT.test(path) && !read.has(path));
  return files.slice(0, MOST_READ).flatMap((path) => {
    const text = project.read(path);
    return text === undefined ? [] : hashesIn(path, text);
  });
}

function hashesIn(path: string, text: string): readonly HashElsewhere[] {
  const written = [...text.matchAll(WRITTEN)].map(({ index, 1: rounds }) => ({ index, rounds: Number(rounds) }));
  const isCode = /bcrypt/.test(text) && !/\.(?:sql|json)$/.test(path);
  const made = isCode
    ? [...text.matchAll(MADE)].map(({ index, 1: given, 2: salt }) => ({
        index,
        rounds: roundsOf(given ?? salt ?? '', text),
      }))
    : [];
  return [...written, ...made]
    .filter(({ rounds }) => rounds >= LEAST && rounds <= MOST)
    .map(({ index, rounds }) => ({ rounds, at: { file: path, line: lineAt(text, index) } }));
}

/** A number, or the one that a name is given in the same file; not a number otherwise. */
function roundsOf(word: string, text: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const name = word.split('.').at(-1) ?? '';
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return Number.NaN;
  const escaped = name.replaceAll('$', '\\$');
  const set = new RegExp(`(?<![\\w$])${escaped}\\s*[:=]\\s*(?:Number\\(|parseInt\\()?\\s*(\\d{1,2})\\b`).exec(text);
  return Number(set?.[1] ?? Number.NaN);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
