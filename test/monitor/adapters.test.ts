import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { launch, ready } from '../cli/command.ts';

// The built monitor inside real frameworks, on every version of Node that people have: test/frameworks/applications.js, in a process of its own.

const PATIENCE = 240_000;
const machine = `${process.platform}-${process.arch}`;
const monitor = join(root, 'dist', 'monitor', 'index.js');
const folder = join(root, 'test', 'frameworks');
const NOTHING = { succeeded: 0, clientErrors: 0, serverErrors: 0, aborted: 0, inFlight: 0 };
/** What the application asks itself: two that work, one that throws, one that nothing takes, one refused, one abandoned. */
const EXPECTED = {
  'GET /api/:tenant/items/:id': { ...NOTHING, succeeded: 2 },
  'GET /api/:tenant/items/:id/broken': { ...NOTHING, serverErrors: 1 },
  '(unmatched)': { ...NOTHING, clientErrors: 1 },
  'POST /pay': { ...NOTHING, clientErrors: 1 },
  'GET /api/:tenant/items/:id/slow': { ...NOTHING, aborted: 1 },
};
const FRAMEWORKS = [
  'express4',
  'express5',
  'fastify4',
  'fastify',
  'koa',
  'hono',
  'nest',
  'nest-fastify',
  'connect',
  'http',
];

beforeAll(ready);

function visit(
  node: string,
  options: readonly string[],
  names: readonly string[],
  env = {},
): Readonly<Record<string, unknown>> {
  const run = launch(node, [...options, 'applications.js', monitor, ...names], { cwd: folder, env });
  expect(run.err).toBe('');
  expect(run.exitCode).toBe(0);
  // The monitor writes a line a minute there too.
  return JSON.parse(run.out.trim().split('\n').at(-1) ?? '');
}

describe.each([20, 22, 24, 26])('Node %i', (major) => {
  const current = process.versions.node.startsWith(`${major}.`);
  const installed = join(root, 'test', 'nodes', 'node_modules', `node-${major}-${machine}`, 'bin', 'node');
  const node = current ? process.execPath : installed;

  it.skipIf(!current && !existsSync(installed))(
    'counts each outcome under the template of its route, in every framework',
    () => {
      expect(visit(node, [], FRAMEWORKS)).toEqual(Object.fromEntries(FRAMEWORKS.map((name) => [name, EXPECTED])));
    },
    PATIENCE,
  );
});

describe('with nothing in the code', () => {
  it(
    'is loaded before the application, and knows the routes of Express, Fastify and Koa by itself',
    () => {
      const options = ['--import', pathToFileURL(monitor).href];
      const names = ['express5', 'fastify', 'koa', 'nest', 'nest-fastify'];
      const counted = visit(process.execPath, options, names, { BARE: '1' });
      expect(counted).toEqual(Object.fromEntries(names.map((name) => [name, EXPECTED])));
    },
    PATIENCE,
  );
});
