import { describe, expect, it } from 'vitest';
import { memoryProject } from '../../project.ts';
import { createResolver } from './resolver.ts';

const resolve = createResolver(
  memoryProject({
    'tsconfig.json': '{ /* server */ "compilerOptions": { "paths": { "@shared/*": ["./shared/*"] }, } }',
    'packages/seats/package.json': '{ "name": "@hall/seats", "exports": { ".": { "import": "./dist/index.js" } } }',
    'packages/seats/src/index.ts': '',
    'server/index.ts': '',
    'server/routes/index.js': '',
    'server/view.tsx': '',
    'shared/schema.ts': '',
  }),
);

describe('createResolver', () => {
  it.each([
    ['./routes', 'server/routes/index.js'],
    ['./index.js', 'server/index.ts'],
    ['./view', 'server/view.tsx'],
    ['@shared/schema', 'shared/schema.ts'],
    ['../shared/schema.js', 'shared/schema.ts'],
    ['@hall/seats', 'packages/seats/src/index.ts'],
  ])('finds %s', (specifier, path) => {
    expect(resolve('server/index.ts', specifier)).toEqual({ kind: 'file', path });
  });

  it('tells packages, their subpaths, and relative paths without a file', () => {
    expect(resolve('server/index.ts', 'node:fs/promises')).toEqual({
      kind: 'package',
      name: 'fs',
      subpath: 'promises',
    });
    expect(resolve('server/index.ts', '@aws-sdk/client-s3')).toEqual({
      kind: 'package',
      name: '@aws-sdk/client-s3',
      subpath: '',
    });
    expect(resolve('server/index.ts', './nowhere')).toEqual({ kind: 'missing' });
  });

  it('never leads out of the project', () => {
    expect(resolve('server/index.ts', '../../../etc/passwd')).toEqual({ kind: 'missing' });
    expect(resolve('server/index.ts', '/etc/passwd')).toEqual({ kind: 'missing' });
  });
});
