import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryProject } from '../project.ts';
import { readServer } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../fixtures/inspect', import.meta.url));

const sources = readdirSync(ROOT)
  .flatMap((name) => readdirSync(join(ROOT, name)).map((file) => join(ROOT, name, file)))
  .filter((path) => /\.[tj]s$/.test(path) && statSync(path).isFile())
  .map((path) => readFileSync(path, 'utf8'));

describe('readServer', () => {
  it('never throws on sources cut, spliced and repeated', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.constantFrom(...sources),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (one, other, a, b, c) => {
          const cut = one.slice(0, a % (one.length + 1)) + other.slice(b % (other.length + 1));
          const holed = cut.slice(0, c % (cut.length + 1)) + cut.slice((c % (cut.length + 1)) + (a % 40));
          const reading = readServer(
            memoryProject({ 'server.ts': holed, 'db.ts': other, 'schema.ts': one }),
            'server.ts',
          );
          expect(reading.routes.length).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 300, seed: 20 },
    );
  });

  it('ends on code that never does', () => {
    const endless = `
      import express from 'express';
      const app = express();
      const again = (n) => again(n + 1) || [1, 2].map(() => again(n));
      while (true) app.get('/a', () => again(0));
      for (;;) app.use(again);
      const both = Math.random() ? (f) => both(f)(both) : (f) => f(both, again);
      app.get('/b', (req, res) => { for (const x of req.body) { for (const y of x) { both(y); } } res.json(both); });
      const self = {}; self.self = self; Object.assign(self, { ...self });
      app.get('/c', (req, res) => res.json(self.self.self));
    `;
    const reading = readServer(memoryProject({ 'server.ts': endless }), 'server.ts');
    expect(reading.routes.map((route) => route.path)).toContain('/c');
  });

  it('reports an expression nested too deep and reads the rest', () => {
    const deep = `const sum = ${'('.repeat(20_000)}1${' + 1)'.repeat(20_000)};`;
    const app = `import express from 'express';\nimport './deep.ts';\nconst app = express();\napp.get('/ok', (req, res) => res.json({}));`;
    const reading = readServer(memoryProject({ 'server.ts': app, 'deep.ts': deep }), 'server.ts');
    expect(reading.routes.map((route) => route.id)).toEqual(['GET /ok']);
    expect(reading.unknowns.map((unknown) => unknown.at?.file)).toEqual(['deep.ts']);
  });

  it('gives the same reading twice', () => {
    const project = memoryProject({ 'server.ts': sources[0] ?? '', 'schema.ts': '', 'db.ts': '' });
    expect(JSON.stringify(readServer(project, 'server.ts'))).toBe(JSON.stringify(readServer(project, 'server.ts')));
  });

  it('answers an entry that does not exist with nothing', () => {
    expect(readServer(memoryProject({}), 'server.ts')).toMatchObject({ routes: [], tables: [], unknowns: [] });
  });
});
