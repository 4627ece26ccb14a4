import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../examples/koomy/dev/postgres.js';
import { freePort } from '../../scripts/free-port.js';
import { root } from '../../scripts/prepare.js';
import { poolsGauge } from '../../src/monitor/gauges/pools.ts';
import { metricsOf } from '../../src/monitor/metrics/metrics.ts';
import { prometheusText } from '../../src/monitor/metrics/prometheus.ts';
import { type Probe, readPools, startProbe } from '../../src/probe/index.ts';
import { pg } from './database.ts';
import { prismaClient } from './prisma.ts';
import { minute } from './records.ts';
import { frameworks, listener, type Told, until } from './stage.ts';

// What the pools say while a real PostgreSQL holds every query back: two connections, six callers; then what they say once it lets go.

const CALLERS = 6;
const SIZE = 2;
const LOCK = 7;
const HELD = `select count(pg_advisory_xact_lock_shared(${LOCK}))::int as held`;
const MILLISECONDS_HELD = 30;
const folder = mkdtempSync(join(tmpdir(), 'jauge-pools-'));
let database: Awaited<ReturnType<typeof startPostgres>>;
let probes: readonly Probe[];
let told: Told;
const open: (() => unknown)[] = [];

beforeAll(async () => {
  database = await startPostgres({ folder, port: await freePort() });
  told = listener();
  probes = [
    startProbe(told.observer, { folder: join(root, 'test', 'frameworks') }),
    startProbe(listener().observer, { folder: join(root, 'examples', 'librairie') }),
  ];
}, 120_000);
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
afterAll(async () => {
  for (const probe of probes ?? []) probe.stop();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The levels of the last pool of a kind. */
function levels(kind: string): ReturnType<typeof readPools>[string] | undefined {
  return Object.entries(readPools())
    .filter(([name]) => name.startsWith(kind))
    .at(-1)?.[1];
}

/** Six callers while the lock is held, then after; each waits for one of two connections. */
async function expectQueue(kind: string, ask: () => PromiseLike<unknown>, size: number): Promise<void> {
  // Comes from a copy of pg that nobody watches.
  const keeper = new pg.Pool({ connectionString: database.url, max: 1 });
  keeper.on('error', () => undefined);
  open.push(() => keeper.end());
  await keeper.query(`select pg_advisory_lock(${LOCK})`);
  told.waited.length = 0;
  const gauge = poolsGauge();
  const asked = Promise.all(Array.from({ length: CALLERS }, ask));
  await until('the queue', () => levels(kind)?.used === SIZE && levels(kind)?.waiting === CALLERS - SIZE);
  expect(levels(kind)).toEqual({ size, used: SIZE, idle: 0, waiting: CALLERS - SIZE });
  gauge.look();
  await new Promise((held) => setTimeout(held, MILLISECONDS_HELD));
  await keeper.query(`select pg_advisory_unlock(${LOCK})`);
  await asked;
  await until('the end', () => levels(kind)?.used === 0);
  expect(levels(kind)).toEqual({ size, used: 0, idle: size, waiting: 0 });
  // The minute keeps the highest readings of what is used and waits, the last of what is idle.
  const kept = Object.entries(gauge.read()).filter(([name]) => name.startsWith(kind));
  expect(kept.at(-1)?.[1]).toEqual({ size, used: SIZE, idle: size, waiting: CALLERS - SIZE });
  const waits = told.waited.filter(({ pool }) => pool.startsWith(kind)).map(({ seconds }) => seconds);
  expect(waits.length).toBe(CALLERS);
  // Those who waited did so as long as the lock was held, at least.
  expect(waits.filter((seconds) => seconds >= MILLISECONDS_HELD / 1000).length).toBeGreaterThanOrEqual(CALLERS - SIZE);
}

describe('the levels of a pool, used, idle, waiting, and the time waited', () => {
  it('are those of pg', async () => {
    const pool = new (frameworks('pg').Pool)({ connectionString: database.url, max: SIZE });
    open.push(() => pool.end());
    await expectQueue('pg', () => pool.query(HELD), SIZE);
  });

  it('are those of Prisma 7, through its driver adapter', async () => {
    const prisma = prismaClient(database.url, SIZE);
    open.push(() => prisma.$disconnect());
    await prisma.$executeRawUnsafe('create table "Member" (id int primary key, name text not null)');
    await prisma.member.create({ data: { id: 1, name: 'Camille' } });
    expect(await prisma.member.findMany({})).toEqual([{ id: 1, name: 'Camille' }]);
    // Its first queries opened one of the two connections.
    await expectQueue('pg', () => prisma.$queryRawUnsafe(HELD), SIZE);
  });

  it('are those of postgres.js but for its size and its idle connections, which it keeps to itself', async () => {
    const sql = frameworks('postgres')(database.url, { max: SIZE, fetch_types: false });
    open.push(() => sql.end());
    await expectQueue('postgres', () => sql.unsafe(HELD), 0);
  });
});

describe('what a driver does not tell', () => {
  it('is left out of the metrics, not given as zero', () => {
    const { wait } = Object.values(minute({ more: {} }).pools)[0] ?? { wait: minute().total.duration };
    const pools = {
      pg: { size: 4, used: 1, idle: 3, waiting: 0, wait },
      postgres: { size: 0, used: 1, idle: 0, waiting: 2, wait },
    };
    const text = prometheusText(metricsOf(minute({ more: { pools } }), [], 0));
    const lines = text.split('\n').filter((line) => line.includes('pool_name="postgres"'));
    const named = lines.map((line) => line.replace(/\{.*/, '')).filter((name) => !name.includes('wait_time'));
    expect(named.sort()).toEqual(['db_client_connection_count', 'db_client_connection_pending_requests']);
    expect(text).toMatch(/db_client_connection_max\{[^}]*pool_name="pg"[^}]*\} 4/);
  });
});
