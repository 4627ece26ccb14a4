import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../scripts/free-port.js';
import { addRecords } from '../../src/monitor/add.ts';
import type { Notice } from '../../src/monitor/deliver/notice.ts';
import { memoryHistory } from '../../src/monitor/history/memory.ts';
import { createClient } from '../../src/monitor/history/postgres/client.ts';
import {
  type PostgresHistory,
  type PostgresOptions,
  postgresHistory,
} from '../../src/monitor/history/postgres/index.ts';
import { forget } from '../../src/monitor/history/postgres/rows.ts';
import { DEFAULT_LIMITS } from '../../src/monitor/limits/limits.ts';
import { type Database, pg, startDatabase } from './database.ts';
import { minute } from './records.ts';

const DAY = 86_400;
/** A day at noon, so that no test crosses a day or an hour by chance. */
const NOON = Math.floor(Date.now() / 1000 / DAY) * DAY - DAY / 2;

let database: Database;
let pool: InstanceType<typeof pg.Pool>;
const open: PostgresHistory[] = [];

beforeAll(async () => {
  database = await startDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2, statement_timeout: 10_000 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});
beforeEach(async () => {
  await Promise.all(open.splice(0).map((history) => history.close(2000)));
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jauge'`);
  await pool.query('drop schema if exists jauge cascade');
});

function history(instance: string, more: Partial<PostgresOptions> = {}) {
  const said: string[] = [];
  const made = postgresHistory({
    source: pool,
    instance,
    limits: DEFAULT_LIMITS,
    now: () => NOON + 600,
    onAway: (reason) => said.push(`away ${reason}`),
    onBack: (lost) => said.push(`back ${lost}`),
    delay: 1,
    ...more,
  });
  open.push(made);
  return { ...made, said };
}

const at = (index: number, instance: string, requests = 60) =>
  minute({ start: NOON + index * 60, instance, routes: { 'GET /a': requests } });

/** Waits for what the minute handed over last started. */
async function done(...histories: readonly PostgresHistory[]): Promise<void> {
  for (const each of histories) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await each.settled();
    await each.settled();
  }
}

/** On a starved machine a write may run out of time; the history tries again with the next minute, which these tests do not wait for. */
const STARVED = { retry: 2 };

/** Instances read each other's minute once it is surely written. */
const PATIENT = { delay: 400 };

async function together(...histories: readonly PostgresHistory[]): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PATIENT.delay + 50));
  await done(...histories);
}

const rows = async (text: string) => (await pool.query(text)).rows;

describe('the history in PostgreSQL', () => {
  it('writes one small row a minute in its own schema, and none for a minute without requests', async () => {
    const one = history('one');
    one.add(at(0, 'one'));
    one.add(at(1, 'one', 0));
    one.add(at(2, 'one'));
    await done(one);
    const kept = await rows(
      `select instance, octet_length(block) as bytes from jauge.record where span = 'minute' order by start`,
    );
    expect(kept).toEqual([
      { instance: 'one', bytes: expect.any(Number) },
      { instance: 'one', bytes: expect.any(Number) },
    ]);
    expect(Number(kept[0]?.['bytes'])).toBeLessThan(2000);
    expect(one.lost()).toBe(0);
    const tables = await rows(
      `select distinct table_schema from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables).toEqual([{ table_schema: 'jauge' }]);
  });

  it('takes no connection of the application’s pool', async () => {
    const busy = new pg.Pool({ connectionString: database.url, max: 1 });
    const one = history('one', { source: busy });
    one.add(at(0, 'one'));
    await done(one);
    expect(busy.totalCount).toBe(0);
    expect(await rows('select count(*)::int as count from jauge.record')).toEqual([{ count: 1 }]);
    await busy.end();
  });

  it('makes one history of two instances: counts add, percentiles are those of both', STARVED, async () => {
    const one = history('one', PATIENT);
    const two = history('two', PATIENT);
    for (let index = 0; index < 3; index += 1) {
      one.add(at(index, 'one', 60));
      two.add(minute({ start: NOON + index * 60, instance: 'two', routes: { 'GET /b': 40 }, slow: 40 }));
      await together(one, two);
    }
    const { points, record } = await vi.waitFor(
      async () => {
        const hour = await one.read('hour', NOON + 600);
        expect(hour.record?.total.requests).toBe(300);
        return hour;
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(Object.keys(record?.routes ?? {}).sort()).toEqual(['GET /a', 'GET /b']);
    expect(points.map(({ requests }) => requests)).toEqual([100, 100, 100]);
    expect(points.at(-1)?.slow).toBe(40);
  });

  it('gives the percentiles of all instances for a minute that one of them wrote late', STARVED, async () => {
    const one = history('one');
    one.add(at(0, 'one', 60));
    await done(one);
    const slow = minute({ start: NOON, instance: 'two', routes: { 'GET /b': 40 }, slow: 40 });
    const two = history('two');
    two.add(slow);
    await done(two);
    one.add(at(1, 'one', 60));
    await done(one);
    const [point] = (await one.read('hour', NOON + 600)).points;
    const alone = memoryHistory(DEFAULT_LIMITS);
    alone.add(addRecords(at(0, 'one', 60), slow, 'instances'));
    const [exact] = (await alone.read('hour', NOON + 600)).points;
    expect(point).toMatchObject({ requests: 100, instances: 2, p50: exact?.p50, p95: exact?.p95, p99: exact?.p99 });
    expect(exact?.p95).toBeGreaterThan(2.9);
  });

  it('survives a new start: the next process has the past of the former', async () => {
    const former = history('former');
    for (let index = 0; index < 5; index += 1) former.add(at(index, 'former'));
    await done(former);
    await former.close(2000);
    const next = history('next');
    next.add(at(6, 'next'));
    await done(next);
    const { points, record } = await next.read('day', NOON + 600);
    expect(record?.total.requests).toBe(360);
    expect(points.map(({ start }) => (start - NOON) / 60)).toEqual([0, 1, 2, 3, 4, 6]);
  });

  it('loses what was not flushed when the process is killed, and nothing else', async () => {
    const killed = history('killed');
    killed.add(at(0, 'killed'));
    await done(killed);
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jauge'`);
    const next = history('next', { now: () => NOON + 120 });
    next.add(at(1, 'next'));
    await done(next);
    expect((await next.read('hour', NOON + 120)).record?.total.requests).toBe(120);
  });

  it('makes hours and days of minutes, once, and finds them after the minutes are forgotten', STARVED, async () => {
    let now = NOON;
    const one = history('one', { ...PATIENT, now: () => now });
    const two = history('two', { ...PATIENT, now: () => now });
    for (const day of [0, 1, 2]) {
      for (const hour of [0, 1]) {
        now = NOON + day * DAY + hour * 3600;
        one.add({ ...at(0, 'one'), start: now, consumed: { resend: { email: 2 } } });
        two.add({ ...at(0, 'two'), start: now });
        await together(one, two);
      }
    }
    const kept = await rows(`select span, count(*)::int as count from jauge.record group by span order by span`);
    expect(kept).toEqual([
      { span: 'day', count: 2 },
      { span: 'hour', count: 5 },
      { span: 'minute', count: 10 },
    ]);
    await pool.query(`delete from jauge.record where span = 'minute' and start < to_timestamp($1)`, [NOON + 2 * DAY]);
    const next = history('next', { now: () => now + 60 });
    next.add({ ...at(0, 'next'), start: now + 60 });
    await done(next);
    const { points } = await vi.waitFor(
      async () => {
        const month = await next.read('month', now + 60);
        expect(month.record?.total.requests).toBe(12 * 60 + 60);
        return month;
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(points.reduce((sum, { requests }) => sum + requests, 0)).toBe(12 * 60 + 60);
    const month = await next.consumed('month', NOON);
    expect(month['resend']?.['email']).toBeGreaterThan(0);
  });

  it('forgets minutes after two days and hours after 400, and the routes of what is older than 35', async () => {
    const one = history('one');
    one.add(at(0, 'one'));
    await done(one);
    const insert = (span: string, age: number) =>
      pool.query(`insert into jauge.record values ($1, to_timestamp($2), 'old', '{}', '\\x00')`, [
        span,
        NOON - age * DAY,
      ]);
    await Promise.all([insert('minute', 3), insert('hour', 40), insert('hour', 401), insert('day', 30)]);
    const client = createClient(pool);
    await client.connect();
    await forget(client, NOON);
    await client.end();
    expect(
      await rows(`select span, block is null as bare from jauge.record where instance = 'old' order by span`),
    ).toEqual([
      { span: 'day', bare: false },
      { span: 'hour', bare: true },
    ]);
  });

  it('is created once by ten instances that start together', async () => {
    const all = Array.from({ length: 10 }, (_, index) => history(`i${index}`));
    for (const [index, each] of all.entries()) each.add(at(0, `i${index}`));
    await done(...all);
    expect(all.flatMap(({ said }) => said)).toEqual([]);
    expect(await rows('select version from jauge.migration')).toEqual([{ version: 1 }]);
    expect(await rows('select count(*)::int as count from jauge.record')).toEqual([{ count: 10 }]);
  });
});

describe('an incident', () => {
  const notice = (change: Notice['change'], level: Notice['level'] = 'watch', opened = NOON * 1000): Notice => ({
    change,
    level,
    incident: 'event-loop',
    what: 'alert.event-loop',
    params: {},
    routes: [],
    remedy: { key: 'remedy.add-indexes', at: '' },
    opened,
    at: opened + 60_000,
  });

  it('is told by one of five instances at each step, whichever comes first', async () => {
    const all = Array.from({ length: 5 }, (_, index) => history(`i${index}`));
    const told = async (what: Notice) =>
      (await Promise.all(all.map((each) => each.claim(what)))).filter(Boolean).length;
    expect(await told(notice('opened'))).toBe(1);
    expect(await told(notice('opened'))).toBe(0);
    expect(await told(notice('raised', 'act'))).toBe(1);
    expect(await told(notice('raised', 'act'))).toBe(0);
    expect(await told(notice('over', 'act'))).toBe(1);
    expect(await told(notice('over', 'act'))).toBe(0);
    expect(await told(notice('opened', 'watch', NOON * 1000 + 3_600_000))).toBe(1);
    const incidents = await all[0]?.incidents(10);
    expect(incidents?.map(({ isOver }) => isOver)).toEqual([false, true]);
  });
});

/** Holds the table, as a long migration would; returns how to let go. What a failed test left is let go before the next. */
async function lock(): Promise<() => Promise<void>> {
  const client = createClient(pool);
  await client.connect();
  await client.query('begin');
  await client.query('lock table jauge.record in access exclusive mode');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

describe('a database that fails', () => {
  it('down: the monitor goes on in memory, says it once, counts what it loses, and catches up', async () => {
    const port = await freePort();
    const one = history('one', { source: { connectionString: `postgresql://koomy:koomy@127.0.0.1:${port}/postgres` } });
    // `pg` is then looked for from the folder of the process, which has none here: the pool of a dead database says it all.
    const dead = new pg.Pool({ connectionString: `postgresql://koomy:koomy@127.0.0.1:${port}/postgres` });
    const two = history('two', { source: dead });
    for (let index = 0; index < 70; index += 1) two.add(at(index, 'two'));
    one.add(at(0, 'one'));
    await done(one, two);
    expect(one.said).toEqual(['away MODULE_NOT_FOUND']);
    expect(two.said).toEqual(['away ECONNREFUSED']);
    expect(two.lost()).toBe(10);
    expect((await two.recent(NOON + 70 * 60)).length).toBe(70);
    const revived = await startDatabase(port);
    try {
      two.add(at(70, 'two'));
      await done(two);
      expect(two.said).toEqual(['away ECONNREFUSED', 'back 11']);
      const found = new pg.Pool({ connectionString: revived.url });
      // The server may stop before it has read that the pool leaves.
      found.on('error', () => undefined);
      expect((await found.query(`select count(*)::int as count from jauge.record where span = 'minute'`)).rows).toEqual(
        [{ count: 60 }],
      );
      await found.end();
    } finally {
      await two.close(2000);
      await dead.end();
      await revived.stop();
    }
  });

  it('slow: a lock held on its tables holds nothing but the history itself', async () => {
    const one = history('one');
    one.add(at(0, 'one'));
    await done(one);
    const release = await lock();
    const before = performance.eventLoopUtilization();
    one.add(at(1, 'one'));
    const { points } = await one.read('hour', NOON + 600);
    expect(points).toHaveLength(1);
    await done(one);
    expect(one.said).toEqual(['away 55P03']);
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    await release();
    one.add(at(2, 'one'));
    await done(one);
    expect(one.said).toEqual(['away 55P03', 'back 0']);
    expect(await rows(`select count(*)::int as count from jauge.record`)).toEqual([{ count: 3 }]);
  });

  it('read-only: nothing is written, all is counted', async () => {
    const readOnly = new pg.Pool({ connectionString: database.url, options: '-c default_transaction_read_only=on' });
    const one = history('one', { source: readOnly });
    one.add(at(0, 'one'));
    await done(one);
    expect(one.said).toEqual(['away 25006']);
    expect((await one.recent(NOON + 600)).map(({ requests }) => requests)).toEqual([60]);
    await readOnly.end();
  });

  it('is closed within the time given, even when it hangs', async () => {
    const one = history('one');
    one.add(at(0, 'one'));
    await done(one);
    const release = await lock();
    one.add(at(1, 'one'));
    let isClosed = false;
    const closing = one.close(200).then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(isClosed).toBe(true);
    await closing;
    await release();
  });
});
