/** One program started by a command: its words, the folder it runs in, environment assignments removed. */
export interface Started {
  readonly words: readonly string[];
  readonly folder: string;
}

const WORD = /"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+/g;
/** Words that only wrap the program after them. */
const WRAPPERS = new Set([
  'cross-env',
  'cross-env-shell',
  'env-cmd',
  'dotenv',
  'dotenvx',
  'exec',
  'npx',
  'time',
  'dumb-init',
  'tini',
  'doppler',
  'infisical',
  'sudo',
  'command',
  'wait-on',
  'heroku-exec',
  'with-env',
  'env',
  'nohup',
  'bunx',
]);

/** The programs that a shell command starts, in order, following `cd`. Quoted commands of `concurrently` count. */
export function programs(command: string, folder: string): readonly Started[] {
  const found: Started[] = [];
  let current = folder;
  for (const part of split(command)) {
    const words = unwrap((part.match(WORD) ?? []).map(unquote));
    if (words.length === 0) continue;
    if (words[0] === 'cd') current = join(current, words[1] ?? '');
    else if (/^(?:concurrently|npm-run-all|run-p|run-s)$/.test(words[0] ?? '')) found.push(...together(words, current));
    else found.push({ words, folder: current });
  }
  return found;
}

/** Splits on `&&`, `||`, `;`, `|` and `&` outside quotes. */
function split(command: string): readonly string[] {
  const parts: string[] = [''];
  for (const piece of command.match(/"(?:[^"\\]|\\.)*"|'[^']*'|&&|\|\||[;|&\n()]|[^"'&|;\n()]+|./g) ?? []) {
    if (/^(?:&&|\|\||[;|&\n()])$/.test(piece)) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function together(words: readonly string[], folder: string): readonly Started[] {
  const runs = words.slice(1).filter((word) => !word.startsWith('-'));
  return runs.flatMap((word) => {
    const script = /^(?:npm|yarn|pnpm|bun):(\S+)$/.exec(word)?.[1];
    if (script !== undefined) return [{ words: ['npm', 'run', script], folder }];
    if (words[0] !== 'concurrently') return [{ words: ['npm', 'run', word], folder }];
    return word.includes(' ') ? programs(word, folder) : [];
  });
}

function unquote(word: string): string {
  return /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word;
}

function unwrap(words: readonly string[]): readonly string[] {
  let rest = words;
  for (;;) {
    const first = rest[0];
    if (first === undefined) return rest;
    if (/^[A-Za-z_]\w*=/.test(first)) rest = rest.slice(1);
    else if (WRAPPERS.has(first.replace(/^.*\//, ''))) rest = afterWrapper(rest.slice(1));
    else return rest;
  }
}

/** Skips the wrapper's own options: up to `--` when there is one. */
function afterWrapper(rest: readonly string[]): readonly string[] {
  const dashes = rest.indexOf('--');
  if (dashes !== -1) return rest.slice(dashes + 1);
  let from = 0;
  while (rest[from]?.startsWith('-') === true || rest[from] === 'run') from += /^-[ef]$/.test(rest[from] ?? '') ? 2 : 1;
  return rest.slice(from);
}

/** Joins two relative paths, resolving `.` and `..`; never leaves the project. */
export function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
