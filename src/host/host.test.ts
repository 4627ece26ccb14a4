import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHost } from './index.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/hosting');
const RUNTIME = { nodeVersion: '22.11.0', processors: 8, heapLimit: 2_197_815_296 };
const MIB = 1024 ** 2;

function read(name: string, environment: Readonly<Record<string, string>> = {}): ReturnType<typeof readHost> {
  return readHost(environment, join(FIXTURES, name, 'root'), RUNTIME);
}

describe('limits of the control group', () => {
  test('version 2, inside a container', () => {
    expect(read('cgroup-v2-container')).toEqual({
      place: 'container',
      platform: 'unknown',
      cgroup: 'v2',
      cpuQuota: 0.5,
      memoryLimit: 512 * MIB,
      processors: 8,
      openFiles: 65_535,
      nodeVersion: '22.11.0',
      heapLimit: 2_197_815_296,
      environment: [],
    });
  });

  test('the tightest of nested groups holds, and "max" is no limit', () => {
    const host = read('cgroup-v2-nested');
    expect([host.cpuQuota, host.memoryLimit, host.place]).toEqual([1.5, 1024 * MIB, 'container']);
  });

  test('version 2 without limits', () => {
    const host = read('cgroup-v2-unlimited');
    expect(host.cgroup).toBe('v2');
    expect(host).not.toHaveProperty('cpuQuota');
    expect(host).not.toHaveProperty('memoryLimit');
    expect(host).not.toHaveProperty('openFiles');
    expect(host.place).toBe('elsewhere');
  });

  test('version 1, whose path is the one of the machine outside', () => {
    const host = read('cgroup-v1-docker');
    expect([host.cgroup, host.cpuQuota, host.memoryLimit, host.place]).toEqual(['v1', 2, 2048 * MIB, 'container']);
  });

  test('version 1 without limits', () => {
    const host = read('cgroup-v1-unlimited');
    expect(host.cgroup).toBe('v1');
    expect(host).not.toHaveProperty('cpuQuota');
    expect(host).not.toHaveProperty('memoryLimit');
  });

  test('no such files, as on macOS or Windows', () => {
    const host = read('no-such-folder');
    expect(host).not.toHaveProperty('cgroup');
    expect(host.place).toBe('elsewhere');
  });
});

describe('where the command runs', () => {
  const cases = [
    ['a Replit deployment', { REPLIT_DEPLOYMENT: '1', REPL_ID: 'abc' }, 'deployment', 'replit'],
    ['a Replit workspace', { REPL_ID: 'abc', REPLIT_DEV_DOMAIN: 'abc.replit.dev' }, 'workspace', 'replit'],
    ['an empty variable is not set', { REPL_ID: '' }, 'elsewhere', 'unknown'],
    ['Render', { RENDER: 'true', RENDER_SERVICE_ID: 'srv-1' }, 'deployment', 'render'],
    ['Railway', { RAILWAY_REPLICA_ID: 'x' }, 'deployment', 'railway'],
    ['`railway run` on a laptop', { RAILWAY_PROJECT_ID: 'x', RAILWAY_TOKEN: 'y' }, 'elsewhere', 'unknown'],
    ['Fly.io', { FLY_MACHINE_ID: 'x', FLY_REGION: 'cdg' }, 'deployment', 'fly'],
    [
      'a laptop with access tokens',
      { FLY_API_TOKEN: 'x', HEROKU_API_KEY: 'y', VERCEL_TOKEN: 'z' },
      'elsewhere',
      'unknown',
    ],
    ['Heroku', { DYNO: 'web.1' }, 'deployment', 'heroku'],
    ['Scalingo', { CONTAINER_VERSION: '12', CONTAINER_SIZE: 'M' }, 'deployment', 'scalingo'],
    ['Vercel', { VERCEL: '1', VERCEL_ENV: 'production' }, 'deployment', 'vercel'],
    ['`vercel dev`', { VERCEL: '1', VERCEL_ENV: 'development' }, 'elsewhere', 'vercel'],
    ['a build on Netlify', { NETLIFY: 'true' }, 'elsewhere', 'netlify'],
    ['Cloud Run', { K_SERVICE: 'api', K_REVISION: 'api-1' }, 'deployment', 'cloud-run'],
    ['App Engine', { GAE_SERVICE: 'default' }, 'deployment', 'app-engine'],
    ['a Codespace', { CODESPACES: 'true' }, 'workspace', 'unknown'],
    ['Kubernetes', { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'container', 'unknown'],
  ] as const;

  test.each(cases)('%s', (_name, environment, place, platform) => {
    const host = read('no-such-folder', environment);
    expect([host.place, host.platform]).toEqual([place, platform]);
  });

  test('variables are named, sorted, and their values stay out', () => {
    const host = read('no-such-folder', {
      REPL_ID: 'never-print-this',
      REPLIT_DEPLOYMENT: '1',
      DATABASE_URL: 'never-print-this',
    });
    expect(host.environment).toEqual(['REPLIT_DEPLOYMENT', 'REPL_ID']);
    expect(JSON.stringify(host)).not.toContain('never-print-this');
  });
});

test('this machine can be read', () => {
  const host = readHost();
  expect(host.processors).toBeGreaterThan(0);
  expect(host.heapLimit).toBeGreaterThan(0);
  expect(host.nodeVersion).toMatch(/^\d+\.\d+\.\d+/);
});
