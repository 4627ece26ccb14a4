import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../src/inspect/index.ts';
import { memoryProject, openProject, type Project } from '../src/inspect/project.ts';
import { JaugeError } from '../src/model/error.ts';
import { parseSettings, SETTINGS_FILES } from '../src/settings/index.ts';
import { type Files, mutated } from './fuzz/mutate.ts';

// Whatever the files hold, inspection ends, throws nothing but a JaugeError, stays in the project and gives the same answer twice.
// A longer run, from another seed: npm run fuzz -- 5000 7

const RUNS = Number(process.env['JAUGE_FUZZ_RUNS'] ?? 60);
const SEED = Number(process.env['JAUGE_FUZZ_SEED'] ?? 2026);
const LONG = 120_000 + RUNS * 4_000;

const fixtures = join(import.meta.dirname, '..', 'fixtures');

function textsOf(folder: string, prefix = ''): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of readdirSync(join(folder, prefix))) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) Object.assign(texts, textsOf(folder, path));
    else if (name !== 'expected.json') texts[path] = readFileSync(join(folder, path), 'utf8');
  }
  return texts;
}

/** Each fixture of the code, with the hosting files of another one around it: applications that have everything. */
function corpus(): readonly Files[] {
  const hosting = readdirSync(join(fixtures, 'hosting')).map((name) => textsOf(join(fixtures, 'hosting', name)));
  return readdirSync(join(fixtures, 'inspect')).map((name, index) => {
    const code = textsOf(join(fixtures, 'inspect', name));
    const { entry } = JSON.parse(readFileSync(join(fixtures, 'inspect', name, 'expected.json'), 'utf8')) as {
      entry: string;
    };
    const manifest = JSON.stringify({
      name,
      type: 'module',
      scripts: { start: `tsx ${entry}` },
      dependencies: { express: '^4' },
    });
    return { 'package.json': manifest, ...hosting[index % hosting.length], ...code };
  });
}

/** A project that notes every path it is asked to read. */
function watched(files: Files, asked: string[]): Project {
  const project = memoryProject(files);
  return {
    ...project,
    read: (path) => {
      asked.push(path);
      return project.read(path);
    },
  };
}

/** The inventory in JSON, or the key of the refusal; anything else that is thrown goes through. */
function outcome(project: Project): string {
  try {
    return JSON.stringify(inspect(project));
  } catch (error) {
    if (error instanceof JaugeError) return `refused: ${error.problem.key}`;
    throw error;
  }
}

const projects = corpus();

describe('inspection of mutated projects', () => {
  it(
    'ends, throws nothing but a JaugeError, and asks for nothing outside the project',
    () => {
      fc.assert(
        fc.property(mutated(projects), (files) => {
          const asked: string[] = [];
          outcome(watched(files, asked));
          expect(asked.filter((path) => path.startsWith('/') || path.split('/').includes('..'))).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED },
      );
    },
    LONG,
  );

  it(
    'gives the same bytes twice',
    () => {
      fc.assert(
        fc.property(mutated(projects), (files) => {
          expect(outcome(memoryProject(files))).toBe(outcome(memoryProject(files)));
        }),
        { numRuns: Math.ceil(RUNS / 4), seed: SEED + 1 },
      );
    },
    LONG,
  );

  it(
    'never shows what lies beside the project, whatever its imports say',
    () => {
      const around = mkdtempSync(join(tmpdir(), 'jauge-fuzz-'));
      const secret = 'secret-Kudu58';
      writeFileSync(
        join(around, 'outside.ts'),
        `export const secret = '${secret}';\nexport const path = '/${secret}';\n`,
      );
      const climbs = ['../outside.ts', '../outside', './../outside.ts', '../../outside.ts', join(around, 'outside.ts')];
      try {
        fc.assert(
          fc.property(
            fc.constantFrom(...climbs),
            fc.constantFrom('import', 'require', 'dynamic', 'paths'),
            (climb, how) => {
              const inside = mkdtempSync(join(around, 'project-'));
              for (const [path, text] of Object.entries(climbing(climb, how))) {
                mkdirSync(dirname(join(inside, path)), { recursive: true });
                writeFileSync(join(inside, path), text);
              }
              expect(outcome(openProject(inside))).not.toContain(secret);
            },
          ),
          { numRuns: 24, seed: SEED },
        );
      } finally {
        rmSync(around, { recursive: true, force: true });
      }
    },
    LONG,
  );
});

/** A server that imports what lies outside, in several ways. */
function climbing(climb: string, how: string): Files {
  const ways: Readonly<Record<string, string>> = {
    import: `import * as outside from '${climb}';`,
    require: `const outside = require('${climb}');`,
    dynamic: `const outside = await import('${climb}');`,
    paths: "import * as outside from '@outside';",
  };
  return {
    'package.json': '{ "name": "climber", "type": "module", "scripts": { "start": "tsx server.ts" } }',
    'tsconfig.json': JSON.stringify({
      extends: climb,
      compilerOptions: { baseUrl: '.', paths: { '@outside': [climb] } },
    }),
    'server.ts': `import express from 'express';\n${ways[how]}\nconst app = express();\napp.get(outside.path, (req, res) => res.json(outside.secret));\napp.get('/ok', (req, res) => res.json({}));\napp.listen(3000);\n`,
  };
}

describe('configuration files', () => {
  const config: Files = {
    'jauge.config.ts': readFileSync(join(import.meta.dirname, '..', 'src', 'settings', 'define-config.ts'), 'utf8'),
    'jauge.config.js':
      "export default {\n  entry: 'server/index.ts',\n  machine: { cpu: 1, memory: '2GB' },\n  data: { rows: { accounts: 1000 } },\n  scenarios: { normal: { 'GET /api/books': 3 } },\n};\n",
    'jauge.config.json':
      '{ "node": 22, "instances": { "minimum": 1, "maximum": 3 }, "objective": { "responseTime": 1 } }',
  };

  it(
    'are read or refused with a JaugeError',
    () => {
      fc.assert(
        fc.property(mutated([config]), (files) => {
          for (const name of SETTINGS_FILES)
            if (files[name] !== undefined) expect(() => settle(name, files[name] ?? '')).not.toThrow();
        }),
        { numRuns: RUNS * 4, seed: SEED },
      );
    },
    LONG,
  );

  function settle(name: string, text: string): void {
    try {
      parseSettings(name, text);
    } catch (error) {
      if (!(error instanceof JaugeError)) throw error;
    }
  }
});
