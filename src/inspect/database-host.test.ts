import { expect, it } from 'vitest';
import type { Deployment } from '../model/deployment.ts';
import type { Database } from '../model/inventory.ts';
import { exactly } from '../model/range.ts';
import { findConnectionLimits, findDatabaseHost } from './database-host.ts';
import { memoryProject } from './project.ts';

const database: Database = {
  id: 'main',
  engine: 'postgresql',
  host: { value: 'unknown', source: { provenance: 'assumed' } },
  driver: 'pg',
  at: { file: 'server/db.ts', line: 3 },
  pool: { size: exactly(10, { provenance: 'documented' }) },
};
const one = exactly(1, { provenance: 'assumed' });
const deployment: Deployment = {
  platform: 'unknown',
  kind: 'unknown',
  why: { key: 'hosting.none', params: {} },
  others: [],
  machine: { cpu: one, memory: one },
  instances: { minimum: one, maximum: one },
  limits: [],
};
const host = (texts: Record<string, string>, more: Partial<Database> = {}) =>
  findDatabaseHost(memoryProject(texts), { ...database, ...more }, deployment);
const url = 'postgresql://club:s3cr3t-word@ep-quiet-lake-a1b2c3d4.eu-central-1.aws.neon.tech/club?sslmode=require';

it('recognises the provider in an example file, and keeps its line only', () => {
  const found = host({ '.env.example': `PORT=5000\nDATABASE_URL="${url}"\n` });
  expect(found).toEqual({ value: 'neon', source: { provenance: 'declared', at: { file: '.env.example', line: 2 } } });
});

it('keeps nothing else of the file that holds the secrets', () => {
  const found = host({ '.env': `DATABASE_URL=${url}` });
  expect(found.value).toBe('neon');
  expect(JSON.stringify(found)).not.toMatch(/s3cr3t|quiet-lake|club/);
});

it('prefers the file committed on purpose', () => {
  const found = host({ '.env': `DATABASE_URL=${url}`, '.env.example': 'DB_HOST=aws-0-eu-west-3.pooler.supabase.com' });
  expect(found.value).toBe('supabase');
});

it('does not take a local database, or another variable, for the production host', () => {
  expect(host({ '.env.example': 'DATABASE_URL=postgres://localhost:5432/club' }).value).toBe('unknown');
  expect(host({ '.env.example': `DOCS_URL=${url}` }).value).toBe('unknown');
  expect(host({ '.env.example': `DATABASE_URL=${url}` }, { engine: 'mongodb' }).value).toBe('unknown');
});

it('trusts the code before the environment, and the configuration before both', () => {
  const known = { ...database, host: { value: 'supabase', source: { provenance: 'declared' as const } } };
  const project = memoryProject({ '.env.example': `DATABASE_URL=${url}` });
  expect(findDatabaseHost(project, known, deployment).value).toBe('supabase');
  expect(findDatabaseHost(project, known, deployment, { database: { host: 'neon' } }).value).toBe('neon');
});

it('takes the database that the hosting file creates', () => {
  const at = { file: '.replit', line: 1 };
  const replit: Deployment = {
    ...deployment,
    platform: 'replit',
    chosen: {
      platform: 'replit',
      kind: 'autoscale',
      at,
      serves: 'both',
      ports: [],
      modules: [],
      environment: [],
      databases: [{ engine: 'postgresql', at }],
    },
  };
  const found = findDatabaseHost(memoryProject({}), database, replit);
  expect(found).toEqual({ value: 'replit', source: { provenance: 'declared', at } });
});

it('knows the connections of a plan, of a host, or nothing', () => {
  const neon = { ...database, host: { value: 'neon', source: { provenance: 'declared' as const } } };
  expect(findConnectionLimits([neon], { database: { maxConnections: 60 } })['main']?.typical).toBe(60);
  const whole = findConnectionLimits([neon])['main'];
  expect(whole?.low).toBeLessThan(whole?.high ?? 0);
  expect(findConnectionLimits([database])).toEqual({});
});
