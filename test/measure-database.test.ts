import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureInstalled } from '../examples/koomy/dev/install.js';
import { freePort } from '../scripts/free-port.js';
import { memoryProject } from '../src/index.ts';
import { inspect } from '../src/inspect/index.ts';
import { readDatabase } from '../src/measure/index.ts';
import type { JaugeError } from '../src/model/error.ts';
import type { Measurement } from '../src/model/measurement.ts';
import { here } from './cli/here.ts';
import { club } from './club.ts';

// What a real PostgreSQL says of itself to a session that can only read.

const inventory = inspect(memoryProject(club()), {});
const folder = mkdtempSync(join(tmpdir(), 'jauge-database-'));
let server: { url: string; stop: () => Promise<void> };
let sql: postgres.Sql;

beforeAll(async () => {
  ensureInstalled(() => undefined);
  const { startPostgres } = await import('../examples/koomy/dev/postgres.js');
  server = await startPostgres({ folder, port: await freePort() });
  sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`
    create table members (id text primary key, email text not null unique, password_hash text not null, name text);
    create table clubs (id text primary key, name text not null);
    create table registrations (id text primary key, member_id text references members(id), club_id text references clubs(id),
      status text, created_at timestamp);
    create index by_member on registrations (member_id);
    create index present on registrations (status) where status = 'present';
    create index by_lower on members (lower(email));
    insert into members select n::text, n || '@example.org', 'x', 'n' from generate_series(1, 2000) n;
    insert into clubs select n::text, 'club' from generate_series(1, 20) n;
    insert into registrations select n::text, n::text, (n % 20 + 1)::text, 'paid', now() from generate_series(1, 2000) n;
    create role reader login password 'reader';
    grant select on members, clubs to reader;
    analyze;`);
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const read = (url = server.url) => readDatabase({ url, inventory, now: Date.UTC(2026, 10, 25) });
const with_ = (change: (url: URL) => void): string => {
  const url = new URL(server.url);
  change(url);
  return url.href;
};

describe('a database', () => {
  it('says its rows, its real indexes and its limit of connections', async () => {
    const { database, ways } = await read();
    expect(ways).toEqual([
      { way: 'database', date: '2026-11-25', of: expect.stringMatching(/^PostgreSQL \d+/), complete: true },
    ]);
    expect(database).toMatchObject({ engine: 'postgresql', statistics: false, maxConnections: { typical: 100 } });
    expect(database.tables['registrations']?.rows).toMatchObject({ low: 2000, typical: 2000, high: 2000 });
    expect(database.tables['registrations']?.indexes).toEqual([
      { name: 'registrations_pkey', columns: ['id'], unique: true, primary: true },
      { name: 'by_member', columns: ['member_id'], unique: false, primary: false },
      { name: 'present', columns: ['status'], unique: false, primary: false, partial: true },
    ]);
    expect(database.tables['members']?.indexes.map(({ columns }) => columns)).toEqual([['id'], ['(…)'], ['email']]);
    expect(database.roundTrip?.typical).toBeGreaterThan(0);
  });

  it('plans each query of the code without running it', async () => {
    const { statements } = (await read()).database;
    const about = (column: string) =>
      statements.find(({ text }) => text === `select * from "registrations" where "${column}" = $1`);
    expect(about('member_id')).toMatchObject({
      scans: [],
      indexes: ['by_member'],
      routes: ['GET /api/members/:id/registrations'],
    });
    expect(about('club_id')).toMatchObject({ scans: ['registrations'], indexes: [] });
  });

  it('plans them in the way of the versions before 16 as well', async () => {
    const { withSession } = await import('../src/measure/database/connect.ts');
    const { planOf } = await import('../src/measure/database/plan.ts');
    const text = 'select * from registrations where club_id = $1 and status = $2';
    const plans = await withSession(server.url, async (session) => [
      await planOf(text, 160_000, session),
      await planOf(text, 150_000, session),
      await planOf('select * from nowhere', 150_000, session),
    ]);
    expect(plans[1]).toEqual(plans[0]);
    expect(plans[0]?.scans).toEqual(['registrations']);
    expect(plans[2]).toBeUndefined();
  });

  it('cannot be written by the session', async () => {
    const { withSession } = await import('../src/measure/database/connect.ts');
    const written = withSession(server.url, ({ ask }) => ask("delete from members where id = '1'"));
    await expect(written).rejects.toThrow();
    expect(await sql`select count(*)::int as rows from members`).toEqual([{ rows: 2000 }]);
  });

  it('is read as far as its user may', async () => {
    const { database } = await read(with_((url) => Object.assign(url, { username: 'reader', password: 'reader' })));
    expect(database.tables['clubs']?.rows.typical).toBe(20);
    // Not allowed to count: the database's own estimate.
    expect(database.tables['registrations']?.rows).toMatchObject({ typical: 2000, low: 1800, high: 2200 });
  });
});

describe('a database without pg_stat_statements', () => {
  it.each([
    ['en', 'pg_stat_statements is not there'],
    ['fr', 'pg_stat_statements n’est pas installée'],
  ])('is measured all the same, and it is said (%s)', async (language, sentence) => {
    const project = mkdtempSync(join(tmpdir(), 'jauge-without-'));
    for (const [path, text] of Object.entries(club())) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    const { exitCode, out, err } = await here('measure', project, '--lang', language, '--database-url', server.url);
    expect(exitCode).toBe(0);
    expect(out + err).toContain(sentence);
    const kept = JSON.parse(readFileSync(join(project, 'jauge.measurement.json'), 'utf8')) as Measurement;
    expect(kept.database).toMatchObject({ statistics: false, tables: { members: { rows: { typical: 2000 } } } });
    rmSync(project, { recursive: true });
  });
});

describe('an address that is wrong', () => {
  it.each<[string, () => string, string]>([
    ['password', () => with_((url) => Object.assign(url, { password: 'secret-1' })), 'error.database-refused'],
    ['database', () => with_((url) => Object.assign(url, { pathname: '/secret-2' })), 'error.database-unknown'],
    ['port', () => with_((url) => Object.assign(url, { port: '1' })), 'error.database-unreachable'],
    ['host', () => with_((url) => Object.assign(url, { hostname: 'secret-3.invalid' })), 'error.database-host'],
    ['kind', () => 'mysql://secret-4@127.0.0.1/a', 'error.database-url'],
    ['form', () => 'secret-5', 'error.database-url'],
  ])('by its %s', async (_, url, key) => {
    const error = (await read(url()).then(
      () => expect.fail('read'),
      (cause: unknown) => cause,
    )) as JaugeError;
    expect(error.problem?.key).toBe(key);
    expect(JSON.stringify([error, error.problem, error.hint, error.message])).not.toContain('secret');
  });
});
