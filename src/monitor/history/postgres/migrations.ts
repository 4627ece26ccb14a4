import type { Client } from './client.ts';

/**
 * The schema `jauge`, one step after another, never changed once published.
 * `record` holds minutes by instance, then hours and days of all instances together; `block` is a packed record, `point` its numbers.
 * `incident` holds what was told, so that no instance tells it twice: one open incident at most for each name.
 */
const MIGRATIONS: readonly string[] = [
  `create table jauge.record (
     span text not null check (span in ('minute', 'hour', 'day')),
     start timestamptz not null,
     instance text not null,
     point jsonb not null,
     block bytea,
     primary key (span, start, instance)
   );
   create table jauge.incident (
     incident text not null,
     opened timestamptz not null,
     level text not null check (level in ('watch', 'act')),
     told jsonb not null,
     over timestamptz,
     primary key (incident, opened)
   );
   create unique index incident_open on jauge.incident (incident) where over is null;
   create index incident_latest on jauge.incident (opened desc)`,
];

/** Creates or completes the schema, once whatever the number of instances that start together. */
export async function migrate(client: Client): Promise<void> {
  await within(client, async () => {
    await client.query(`select pg_advisory_xact_lock(hashtext('jauge'))`);
    const { rows: tables } = await client.query(`select to_regclass('jauge.migration') as name`);
    if (tables[0]?.['name'] == null) {
      await client.query('create schema if not exists jauge');
      await client.query(
        'create table jauge.migration (version int primary key, applied_at timestamptz not null default now())',
      );
    }
    const { rows } = await client.query('select coalesce(max(version), 0) as version from jauge.migration');
    const version = Number(rows[0]?.['version'] ?? 0);
    for (const [index, text] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await client.query(text);
      await client.query('insert into jauge.migration (version) values ($1)', [index + 1]);
    }
  });
}

/** Longest that a statement of ours may run, and wait for a lock, on the server. Set in the transaction: poolers refuse it at connection. */
const LIMITS = `set local statement_timeout = '3s'; set local lock_timeout = '2s'`;

/** Runs statements in one transaction with short limits. */
export async function within<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(LIMITS);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
