import { describe, expect, test } from 'vitest';
import { findEntry, readManifest } from '../manifest.ts';
import { memoryProject } from '../project.ts';

const SERVER = "import express from 'express';\nconst app = express();\n\napp.listen(3000);\n";

function manifest(scripts: Readonly<Record<string, string>>, more: object = {}): string {
  return JSON.stringify({ name: 'bakery', scripts, dependencies: { express: '^5.0.0' }, ...more }, null, 2);
}

function entryFile(files: Readonly<Record<string, string>>): string | undefined {
  const project = memoryProject(files);
  return findEntry(project, readManifest(project))?.file;
}

describe('the entry of the server', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    [
      'a script',
      'server/index.ts',
      {
        'package.json': manifest({ dev: 'NODE_ENV=development tsx watch server/index.ts' }),
        'server/index.ts': SERVER,
      },
    ],
    [
      'options before the file',
      'app.js',
      {
        'package.json': manifest({ start: 'node --env-file .env --import ./trace.js app.js' }),
        'app.js': SERVER,
        'trace.js': '',
      },
    ],
    [
      '--watch before the file',
      'app.js',
      { 'package.json': manifest({ start: 'node --watch app.js' }), 'app.js': SERVER },
    ],
    [
      'esbuild in the script',
      'server/index.ts',
      {
        'package.json': manifest({
          build: 'vite build && esbuild server/index.ts --platform=node --bundle --outdir=dist',
          start: 'node dist/index.js',
        }),
        'server/index.ts': SERVER,
        'client/index.ts': '',
      },
    ],
    [
      'tsc with rootDir and outDir',
      'source/main.ts',
      {
        'package.json': manifest({ build: 'tsc -p tsconfig.server.json', start: 'node output/main.js' }),
        'tsconfig.server.json': '{ "compilerOptions": { "rootDir": "source", /* here */ "outDir": "output", } }',
        'source/main.ts': SERVER,
      },
    ],
    [
      'dist/src/x.js',
      'src/main.ts',
      { 'package.json': manifest({ start: 'node dist/src/main' }), 'src/main.ts': SERVER },
    ],
    [
      'tsup with a configuration',
      'source/api.ts',
      {
        'package.json': manifest({ build: 'tsup', start: 'node dist/api.cjs' }),
        'tsup.config.ts': "export default { entry: { api: 'source/api.ts' } };",
        'source/api.ts': SERVER,
      },
    ],
    [
      'vite --ssr',
      'backend/main.ts',
      {
        'package.json': manifest({
          build: 'vite build --ssr backend/main.ts --outDir dist',
          start: 'node dist/main.js',
        }),
        'backend/main.ts': SERVER,
      },
    ],
    [
      'nest',
      'src/main.ts',
      {
        'package.json': manifest({ start: 'nest start' }),
        'src/main.ts': 'const app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n',
      },
    ],
    [
      'hono',
      'src/index.ts',
      {
        'package.json': manifest({
          start: 'cross-env NODE_ENV=production node dist/src/index.js',
          build: 'tsc && tsc-alias',
        }),
        'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
        'src/index.ts':
          "import { serve } from '@hono/node-server';\nimport app from '@/app';\nserve(\n  { fetch: app.fetch },\n);\n",
      },
    ],
    [
      'deno',
      'src/serve.ts',
      {
        'package.json': manifest({ start: 'NODE_ENV=production deno run -A --sloppy-imports src/serve.ts' }),
        'src/serve.ts': "import { app } from './app';\nDeno.serve({ port: 3000 }, app.fetch);\n",
        'src/app.ts': 'export const app = new Hono();\n',
      },
    ],
    [
      'pm2',
      'server.js',
      { 'package.json': manifest({ start: 'pm2-runtime start server.js -i max' }), 'server.js': SERVER },
    ],
    [
      'cd, then npm',
      'backend/index.js',
      {
        'package.json': JSON.stringify({ name: 'root', scripts: { start: 'cd backend && npm start' } }),
        'backend/package.json': manifest({ start: 'node index.js' }),
        'backend/index.js': SERVER,
      },
    ],
    [
      'pnpm --filter',
      'apps/api/main.ts',
      {
        'package.json': JSON.stringify({ name: 'root', scripts: { start: 'pnpm --filter api start' } }),
        'apps/api/package.json': manifest({ start: 'tsx main.ts' }, { name: 'api' }),
        'apps/api/main.ts': SERVER,
      },
    ],
    [
      'the main of the package',
      'lib/index.js',
      { 'package.json': manifest({ test: 'vitest' }, { main: 'lib/index.js' }), 'lib/index.js': SERVER },
    ],
    [
      'a Dockerfile',
      'web/serve.js',
      {
        'package.json': manifest({}),
        Dockerfile: 'FROM node:22\nCMD ["node", "web/serve.js"]\n',
        'web/serve.js': SERVER,
      },
    ],
    ['a Procfile', 'boot.js', { 'package.json': manifest({}), Procfile: 'web: node boot.js\n', 'boot.js': SERVER }],
    [
      'a server that another file starts',
      'index.js',
      {
        'package.json': manifest({ start: 'node index.js' }),
        'index.js': "require('./lib/app')",
        'lib/app.js': SERVER,
      },
    ],
    [
      'no command: the shallowest file that listens',
      'src/serve.ts',
      { 'package.json': manifest({}), 'src/deep/other.ts': SERVER, 'src/serve.ts': SERVER, 'serve.test.ts': SERVER },
    ],
    [
      'a script that calls itself',
      'serve.js',
      { 'package.json': manifest({ start: 'npm run start' }), 'serve.js': SERVER },
    ],
  ];

  test.each(cases)('%s', (_name, expected, files) => expect(entryFile(files)).toBe(expected));

  test('none in a front end', () => {
    expect(
      entryFile({
        'package.json': JSON.stringify({ name: 'site', scripts: { dev: 'vite', start: 'node build.js' } }),
        'build.js': 'await build();',
        'src/main.tsx': 'createRoot(root);',
      }),
    ).toBeUndefined();
  });

  test('the command of the hosting comes first', () => {
    const project = memoryProject({
      'package.json': manifest({ start: 'node one.js' }),
      'one.js': SERVER,
      'two.js': SERVER,
    });
    const at = { file: 'render.yaml', line: 4 };
    expect(findEntry(project, readManifest(project), [{ command: 'node two.js', at }])).toEqual({
      file: 'two.js',
      at: { file: 'two.js', line: 4 },
      why: { key: 'hosting.entry.command', params: { file: 'two.js', at } },
    });
  });
});
