import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, jauge, koomy, LIBRARY, launch, plain, projectOf, ready, scratch, uncolored } from './command.ts';

// Where the report goes, and in which form.

beforeAll(ready);

/** Readings of examples/koomy take a few seconds each. */
const PATIENCE = 240_000;

describe('the same input', () => {
  const words = ['--format', 'json'];

  it('gives the same bytes, from anywhere', () => {
    const folder = projectOf(LIBRARY);
    const name = basename(folder);
    const link = join(scratch(), 'shortcut');
    symlinkSync(folder, link);
    const first = jauge([folder, ...words]);
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    expect(jauge([folder, ...words]).out).toBe(first.out);
    expect(jauge(words, { cwd: folder }).out).toBe(first.out);
    expect(jauge([`./server/../../${name}`, ...words], { cwd: folder }).out).toBe(first.out);
    expect(jauge([link, ...words]).out).toBe(first.out);
    expect(jauge([`${folder}/`, ...words, '--lang', 'en']).out).toBe(first.out);
  });

  it(
    'of a real size too',
    () => {
      const link = join(scratch(), 'shortcut');
      symlinkSync(koomy, link);
      const first = jauge([koomy, ...words]);
      expect(first).toMatchObject({ exitCode: 0, err: '' });
      expect(jauge(words, { cwd: link }).out).toBe(first.out);
    },
    PATIENCE,
  );
});

/** Lines of the code that the report proposes, which are copied as they are. */
function proposedCode(folder: string): ReadonlySet<string> {
  const { monitoring } = JSON.parse(jauge([folder, '--format', 'json']).out);
  const insertions = monitoring.insertions as readonly { readonly code: string }[];
  return new Set(insertions.flatMap(({ code }) => code.split('\n').map((line) => line.trim())));
}

describe('the language', () => {
  const folder = projectOf(LIBRARY);

  it('is French, unless asked otherwise', () => {
    expect(jauge([folder]).out).toBe(jauge([folder, '--lang', 'fr']).out);
    expect(jauge([folder]).out).toContain('utilisateurs');
    expect(jauge([folder, '--lang', 'en']).out).toContain('users');
    expect(jauge([folder, '--lang=en']).out).not.toContain('utilisateurs');
  });

  it.each([
    ['fr', 'terminal', 'koomy', koomy],
    ['en', 'markdown', 'koomy', koomy],
    ['fr', 'markdown', 'the library', folder],
    ['en', 'terminal', 'the library', folder],
  ])(
    'leaves no message without its text (%s, %s, %s)',
    (language, format, _, project) => {
      const code = proposedCode(project);
      const prose = jauge([project, '--lang', language, '--format', format])
        .out.split('\n')
        .filter((line) => !code.has(line.trim()));
      expect(prose.length).toBeGreaterThan(40);
      expect(prose.filter((line) => /\[[a-z]+(?:\.[a-z0-9-]+)+\]|undefined|NaN|Infinity|\[object/.test(line))).toEqual(
        [],
      );
    },
    PATIENCE,
  );
});

describe('a file', () => {
  it.each([
    ['report.md', /^# /],
    ['report.json', /^\{\n {2}"schemaVersion": 1/],
    ['report.txt', /utilisateurs/],
  ])('%s gets the report, in the format of its name', (name, form) => {
    const file = join(scratch(), name);
    const run = jauge([projectOf(LIBRARY), '-o', file]);
    expect(run).toMatchObject({ exitCode: 0, out: '' });
    expect(plain(run.err)).toContain(file);
    expect(readFileSync(file, 'utf8')).toMatch(form);
  });

  it('is the same as the output', () => {
    const file = join(scratch(), 'report.json');
    const folder = projectOf(LIBRARY);
    jauge([folder, '--output', file]);
    expect(readFileSync(file, 'utf8')).toBe(jauge([folder, '--format', 'json']).out);
  });

  it('is written without a word with --quiet', () => {
    const file = join(scratch(), 'report.md');
    expect(jauge([projectOf(LIBRARY), '-q', '-o', file])).toEqual({ exitCode: 0, out: '', err: '' });
    expect(existsSync(file)).toBe(true);
  });

  it('has no colours, even when they are forced', () => {
    const file = join(scratch(), 'report.txt');
    jauge([projectOf(LIBRARY), '-o', file], { env: { FORCE_COLOR: '1' } });
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b');
  });
});

describe('colours', () => {
  const folder = projectOf(LIBRARY);
  const colored = (words: readonly string[], env: Readonly<Record<string, string>>): boolean =>
    jauge([folder, ...words], { env }).out.includes('\u001b[');

  it('are off when the output is not a terminal', () => {
    expect(colored([], { TERM: 'xterm-256color' })).toBe(false);
  });

  it('can be forced, and refused', () => {
    expect(colored([], { FORCE_COLOR: '1' })).toBe(true);
    expect(colored([], { FORCE_COLOR: '0' })).toBe(false);
    expect(colored([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(colored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('change nothing but the colours', () => {
    expect(uncolored(jauge([folder], { env: { FORCE_COLOR: '1' } }).out)).toBe(jauge([folder]).out);
  });

  it('never enter JSON or Markdown', () => {
    expect(colored(['--format', 'json'], { FORCE_COLOR: '1' })).toBe(false);
    expect(colored(['--format', 'markdown'], { FORCE_COLOR: '1' })).toBe(false);
  });
});

describe('the terminal', () => {
  const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

  /** Runs in a terminal of so many columns, made by util-linux's `script`. */
  function inTerminal(columns: number, words: readonly string[]): string {
    const line = `stty cols ${columns} rows 50; ${quoted([process.execPath, bin, ...words])}`;
    const run = launch('script', ['-qec', line, '/dev/null'], { env: { TERM: 'xterm-256color' } });
    expect(run.exitCode, run.out + run.err).toBe(0);
    return run.out.replaceAll('\r\n', '\n');
  }

  it.each([
    [40, 'koomy', koomy],
    [40, 'the library', projectOf(LIBRARY)],
    [60, 'the library', projectOf(LIBRARY)],
    [100, 'the library', projectOf(LIBRARY)],
    [132, 'the library', projectOf(LIBRARY)],
  ])(
    'of %i columns is never overrun, but by code to copy (%s)',
    (columns, _, folder) => {
      const code = proposedCode(folder);
      const lines = uncolored(inTerminal(columns, [folder]))
        .split('\n')
        .map((line) => line.split('\r').at(-1) ?? '');
      expect(lines.length).toBeGreaterThan(40);
      expect(lines.filter((line) => [...line].length > columns && !code.has(line.trim()))).toEqual([]);
    },
    PATIENCE,
  );

  it('shows progress to a person, and wipes it', () => {
    const shown = inTerminal(100, [projectOf(LIBRARY), '--format', 'json']);
    expect(shown).toContain('\r\u001b[K');
    expect(shown.slice(shown.lastIndexOf('\u001b[K') + 3)).toMatch(/^\{/);
    expect(inTerminal(100, [projectOf(LIBRARY), '--format', 'json', '--quiet'])).not.toContain('…\r');
  });

  it('narrow by COLUMNS is obeyed too', () => {
    const folder = projectOf(LIBRARY);
    const code = proposedCode(folder);
    const lines = jauge([folder], { env: { COLUMNS: '40' } }).out.split('\n');
    expect(lines.filter((line) => [...line].length > 40 && !code.has(line.trim()))).toEqual([]);
  });

  it('whose reader leaves early is no error', () => {
    const line = `${quoted([process.execPath, bin, projectOf(LIBRARY), '--format', 'json'])} | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const run = launch('bash', ['-c', line]);
    expect(run).toEqual({ exitCode: 0, out: '{\n0\n', err: '' });
  });
});

describe('a target', () => {
  it.each([
    ['--target', '1'],
    ['--target-accounts', '1'],
  ])('that holds: 0 (%s)', (...words) => {
    expect(jauge([projectOf(LIBRARY), ...words])).toMatchObject({ exitCode: 0, err: '' });
  });

  it.each([
    ['--target', '100M'],
    ['--target-accounts', '9000M'],
  ])('that does not hold: 1, with the report (%s)', (...words) => {
    const run = jauge([projectOf(LIBRARY), ...words]);
    expect(run).toMatchObject({ exitCode: 1, err: '' });
    expect(run.out.split('\n').length).toBeGreaterThan(40);
  });

  it('is answered in the JSON', () => {
    const run = jauge([projectOf(LIBRARY), '--target', '100M', '--format', 'json']);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.out).target).toMatchObject({ dailyUsers: 1e8, holds: false });
  });
});

describe('what the command line and the configuration say', () => {
  const machineOf = (words: readonly string[], files: Readonly<Record<string, string>> = LIBRARY): unknown =>
    JSON.parse(jauge([projectOf(files), '--format', 'json', ...words]).out).inventory.deployment.machine;

  it('reaches the estimate, the command line first', () => {
    const configured = { ...LIBRARY, 'jauge.config.json': '{ "machine": { "cpu": 2, "memory": "4 GiB" } }' };
    expect(machineOf([], configured)).toMatchObject({ cpu: { typical: 2 }, memory: { typical: 2 ** 32 } });
    expect(machineOf(['--machine', '8:16GiB'], configured)).toMatchObject({
      cpu: { typical: 8 },
      memory: { typical: 2 ** 34 },
    });
  });

  it('sets the objective', () => {
    const run = jauge([projectOf(LIBRARY), '--format', 'json', '--objective', 'p99:800ms']);
    expect(JSON.parse(run.out).objective).toMatchObject({ percentile: 0.99, responseTime: 0.8 });
  });
});
