import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  child,
  instructions,
  keys,
  numeric,
  presentable,
  type Reading,
  readCalls,
  readJson,
  readToml,
  readYaml,
  startedBy,
  type Tree,
  text,
} from './index.ts';

function root(reading: Reading): Tree | undefined {
  return reading.ok ? reading.documents[0] : undefined;
}

function plain(tree: Tree | undefined): unknown {
  if (tree?.kind === 'table') return Object.fromEntries([...tree.entries].map(([key, value]) => [key, plain(value)]));
  return tree?.kind === 'list' ? tree.items.map(plain) : tree?.value;
}

describe('JSON', () => {
  const document = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'));

  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const written = JSON.stringify(value, null, indent);
        expect(plain(root(readJson(written, 'a.json')))).toEqual(JSON.parse(written));
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    const refused = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', '\n', '-', '\\'),
    });
    fc.assert(
      fc.property(refused, (written) => {
        let accepted = true;
        try {
          JSON.parse(written);
        } catch {
          accepted = false;
        }
        expect(readJson(written, 'a.json').ok).toBe(accepted);
      }),
      { numRuns: 500 },
    );
  });

  test('a key is on the line of its name, not of its value', () => {
    const tree = root(readJson('{\n "a":\n\n {"b" :\r\n 1}}', 'a.json'));
    expect([child(tree, 'a')?.at.line, child(tree, 'a', 'b')?.at.line]).toEqual([2, 4]);
  });

  test('comments and trailing commas are accepted only where they may be', () => {
    const written = '{ // first\n "a": [1, 2,], /* b */ }';
    expect(plain(root(readJson(written, 'a.json', 'relaxed')))).toEqual({ a: [1, 2] });
    expect(readJson(written, 'a.json')).toEqual({ ok: false, at: { file: 'a.json', line: 1 } });
  });

  test('a bottomless file is refused, not followed', () =>
    expect(readJson('['.repeat(100_000), 'a.json').ok).toBe(false));
});

describe('TOML', () => {
  const written = `title = "x" # [not.a.table]
list = [
  "a", # ]
  "b",
]
after = 1
text = """
[fake]
key = 2
"""

[one.two]
"quoted key" = true
dotted.key = { inline = 3 }

[[rows]]
name = "first"

[[rows]]
name = "second"
[rows.deep]
value = 7
`;
  const tree = root(readToml(written, 'a.toml'));

  test.each([
    [['after'], 6],
    [['text'], 7],
    [['one', 'two'], 12],
    [['one', 'two', 'quoted key'], 13],
    [['one', 'two', 'dotted', 'key', 'inline'], 14],
    [['rows', 0, 'name'], 17],
    [['rows', 1, 'name'], 20],
    [['rows', 1, 'deep', 'value'], 22],
  ])('%j', (path, line) => expect(child(tree, ...path)?.at.line).toBe(line));

  test('an error has its line', () => {
    expect(readToml('a = 1\nb = = 2\n', 'a.toml')).toEqual({ ok: false, at: { file: 'a.toml', line: 2 } });
  });
});

describe('YAML', () => {
  test('keys, items, anchors and merges', () => {
    const tree = root(
      readYaml(
        'base: &base\n  size: 1\n  name: a\nitem:\n  <<: *base\n  name: b\nlist:\n  - x\n  -\n    y: 2\n',
        'a.yaml',
      ),
    );
    expect(plain(child(tree, 'item'))).toEqual({ size: 1, name: 'b' });
    expect(child(tree, 'item', 'name')?.at.line).toBe(6);
    expect(child(tree, 'list', 1, 'y')?.at.line).toBe(10);
  });

  test('an error has its line', () => {
    expect(readYaml('a: 1\nb: [1\nc: 2\n', 'a.yaml')).toMatchObject({ ok: false, at: { file: 'a.yaml' } });
  });

  test('aliases that multiply are cut', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );
    expect(readYaml(`l0: &l0 [1,1,1]\n${levels.join('\n')}\n`, 'a.yaml').ok).toBe(false);
  });

  test('an alias of what holds it is cut', () => {
    for (const text of ['env:\n  &x [ *x ]\n', 'a: &a\n  b: *a\n']) expect(readYaml(text, 'a.yaml').ok).toBe(false);
  });

  test('several documents', () => {
    const reading = readYaml('a: 1\n---\nb: 2\n', 'a.yaml');
    expect(reading.ok && reading.documents.map(keys)).toEqual([['a'], ['b']]);
  });
});

describe('a configuration written as a program', () => {
  test('literals, constants, and what is computed', () => {
    const written =
      "const COUNT = 3 as const;\nservice('api', {\n  replicas: COUNT,\n  start: `npm start`,\n  region: process.env.REGION,\n});";
    const reading = readCalls(written, 'a.ts', new Set(['service']));
    const call = reading.ok ? reading.calls[0] : undefined;
    const options = call?.arguments[1];
    expect([numeric(child(options, 'replicas')), text(child(options, 'start'))]).toEqual([3, 'npm start']);
    expect(child(options, 'start')?.at.line).toBe(4);
    expect(call?.computed).toEqual([{ key: 'region', line: 5 }]);
  });

  test('a constant that names itself ends', () => {
    expect(readCalls('const a = b; const b = a; service(a);', 'a.ts', new Set(['service'])).ok).toBe(true);
  });

  test('a syntax error has its line', () => {
    expect(readCalls('const a = 1;\nservice(', 'a.ts', new Set(['service'])).ok).toBe(false);
  });
});

describe('a Dockerfile', () => {
  test('continued lines, comments in between, and lower case', () => {
    const found = instructions('# c\nfrom node:20\nRUN a && \\\n  # why\n  b\nCMD ["x"]\n', 'Dockerfile');
    expect(found.map(({ word, at }) => [word, at.line])).toEqual([
      ['FROM', 2],
      ['RUN', 3],
      ['CMD', 6],
    ]);
  });
});

describe('commands', () => {
  test.each([
    ['NODE_ENV=production PORT=3000 node a.js', 'NODE_ENV=production PORT=3000 node a.js'],
    ['KEY=abc node a.js', 'KEY=… node a.js'],
    ['cross-env TOKEN=\'a b\' node a.js && PASS="x" b', 'cross-env TOKEN=… node a.js && PASS=… b'],
    ['psql postgres://me:pw@db/x', 'psql postgres://…@db/x'],
    ['deploy --token abc --api-key=def', 'deploy --token … --api-key=…'],
    ['esbuild server/index.ts --outdir=dist', 'esbuild server/index.ts --outdir=dist'],
  ])('%s', (command, shown) => expect(presentable(command)).toBe(shown));

  test.each([
    ['npx serve -s dist', 'static files'],
    ['npm run start', 'node'],
    ['vite preview --port 80', 'static files'],
    ['gunicorn app:app', 'other language'],
    ['./boot.sh', 'unknown'],
  ])('%s starts %s', (command, what) => expect(startedBy(command)).toBe(what));
});
