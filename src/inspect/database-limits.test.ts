import { expect, it } from 'vitest';
import type { Database } from '../model/inventory.ts';
import { between, exactly } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import { databaseLimits } from './database-limits.ts';

const assumed = { provenance: 'assumed' } as const;
const database = (host: string, more: Partial<Database> = {}): Database => ({
  id: 'main',
  engine: 'postgresql',
  host: { value: host, source: assumed },
  driver: 'pg',
  at: { file: 'server/db.ts', line: 3 },
  pool: { size: exactly(10, { provenance: 'documented' }) },
  ...more,
});
const instances = (typical: number, high: number) => ({
  minimum: exactly(0, assumed),
  maximum: between(1, typical, high, assumed),
});
const limits = (found: Database, settings: Settings = {}, maximum = instances(3, 10), processes = 1) =>
  databaseLimits(found, { instances: maximum, processes }, settings);
const keys = (found: Database, settings: Settings = {}) => limits(found, settings).map(({ message }) => message.key);
const connections = (found: Database, settings: Settings = {}, maximum = instances(3, 10), processes = 1) =>
  limits(found, settings, maximum, processes).find(({ message }) => message.key === 'limits.connections');

it('says which plan is assumed, and sets its connections beside those that the project opens', () => {
  const [plan, accepted] = limits(database('neon'));
  expect(plan?.message).toEqual({
    key: 'limits.plan',
    params: { host: 'Neon', plan: 'Launch', declared: false, cpu: 0.25, memory: 2 ** 30, cost: 19.34 },
  });
  expect(plan?.source.provenance).toBe('assumed');
  expect(accepted?.message.params).toMatchObject({ accepted: 104, open: 30, most: 100, verdict: 'nearly' });
  expect(accepted?.source).toMatchObject({ provenance: 'documented', fact: 'B001', confidence: 'official' });
  expect(accepted?.source.url).toMatch(/^https:/);
});

it('tells the sleep and the wake-up before prices, in five statements at most', () => {
  expect(keys(database('neon'))).toEqual([
    'limits.plan',
    'limits.connections',
    'figure.B019',
    'figure.B020',
    'figure.B017',
  ]);
});

it.each([
  [instances(1, 1), 1, 'enough'],
  [instances(3, 11), 1, 'over-at-most'],
  [instances(3, 3), 4, 'over'],
])('judges the connections opened by %j of %i processes: %s', (maximum, processes, verdict) => {
  expect(connections(database('neon'), {}, maximum, processes)?.message.params['verdict']).toBe(verdict);
});

it('does not tell a paid plan what concerns the free one, nor the other way round', () => {
  expect(keys(database('supabase'))).toContain('figure.B034');
  expect(keys(database('supabase'), { database: { plan: 'small' } })).not.toContain('figure.B034');
  const free = limits(database('neon'), { database: { plan: 'free' } });
  expect(free[0]?.message.params).toMatchObject({ plan: 'Free', declared: true, storage: 536_870_912 });
  expect(free[0]?.source.provenance).toBe('documented');
  expect(free.map(({ message }) => message.key)).not.toContain('figure.B016');
});

it('prefers the number of connections that the configuration declares', () => {
  const found = connections(database('neon'), { database: { maxConnections: 20 } });
  expect(found?.message.params).toMatchObject({ accepted: 20, verdict: 'over' });
  expect(found?.source).toEqual({ provenance: 'declared', reason: 'reason.configured' });
});

it('says what a host does not publish, and still what the project opens', () => {
  const [first, ...others] = limits(database('replit'));
  expect(first?.message.key).toBe('limits.connections-unpublished');
  expect(first?.message.params['open']).toBe(30);
  expect(first?.source).toMatchObject({ provenance: 'assumed', fact: 'A051', confidence: 'not found' });
  expect(others.map(({ message }) => message.key)).toEqual([
    'figure.A050',
    'figure.A047',
    'figure.A049',
    'figure.A048',
  ]);
});

it('does not invent the limits of a host that it does not know', () => {
  const [unknown, opened, ...others] = limits(database('unknown'));
  expect(others).toEqual([]);
  expect(unknown?.message).toEqual({ key: 'limits.host-unknown', params: {} });
  expect(unknown?.source.provenance).toBe('assumed');
  expect(opened?.message).toMatchObject({ key: 'limits.connections-opened', params: { limit: 100, open: 30 } });
  expect(limits(database('nile-database'))[0]?.message.params['host']).toBe('nile-database');
  expect(limits(database('unknown', { engine: 'mongodb' }))[1]?.message.params['limit']).toBeUndefined();
  expect(keys(database('unknown', { engine: 'redis' }))).toEqual(['limits.host-unknown']);
  expect(keys(database('unknown'), { database: { maxConnections: 20 } })[1]).toBe('limits.connections');
});

it('does not count connections where there are none', () => {
  expect(keys(database('neon', { pool: { size: exactly(0, assumed) } }))[1]).toBe('limits.no-pool');
  expect(keys(database('unknown', { engine: 'sqlite' }))).toEqual([]);
});
