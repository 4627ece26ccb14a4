import type { MinuteRecord } from '../../../model/minute.ts';
import type { Notice } from '../../deliver/notice.ts';
import { DAY, HOUR, MINUTE } from '../history.ts';
import type { Ended, Restored } from '../memory.ts';
import { pack, unpack } from '../pack.ts';
import type { Point } from '../point.ts';
import type { Client, Row } from './client.ts';
import { within } from './migrations.ts';

/** A minute that waits to be written. */
export interface Pending {
  readonly record: MinuteRecord;
  readonly point: Point;
}

/** Writes minutes of an instance in one statement. Writing one again changes nothing. */
export async function writeMinutes(client: Client, instance: string, pending: readonly Pending[]): Promise<void> {
  const rows = pending.map(({ record, point }) => ({
    span: 'minute',
    start: record.start,
    instance,
    point,
    block: pack(record),
  }));
  await within(client, () => insert(client, rows));
}

/** Writes hours and days of all instances: the first instance that ends one writes it. */
export async function writeEnded(client: Client, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const rows = ended.map(({ span, record, point }) => ({
    span,
    start: floorTo(record.start, span === 'hour' ? HOUR : DAY),
    instance: '',
    point,
    block: pack(record),
  }));
  await within(client, () => insert(client, rows));
}

interface RecordRow {
  readonly span: string;
  readonly start: number;
  readonly instance: string;
  readonly point: Point;
  readonly block: Buffer;
}

async function insert(client: Client, rows: readonly RecordRow[]): Promise<void> {
  const places = rows.map((_, index) => {
    const at = index * 5;
    return `($${at + 1}, to_timestamp($${at + 2}), $${at + 3}, $${at + 4}, $${at + 5})`;
  });
  const values = rows.flatMap(({ span, start, instance, point, block }) => [
    span,
    start,
    instance,
    JSON.stringify(point),
    block,
  ]);
  await client.query(
    `insert into jauge.record (span, start, instance, point, block) values ${places.join(', ')} on conflict do nothing`,
    values,
  );
}

/** Minutes from an instant on, of the other instances, the oldest first. At most so many; the last start tells where to go on. */
export async function readMinutes(
  client: Client,
  from: number,
  instance: string,
  most: number,
): Promise<readonly { readonly start: number; readonly record: MinuteRecord | undefined }[]> {
  const { rows } = await within(client, () =>
    client.query(
      `select extract(epoch from start)::float8 as start, block from jauge.record
       where span = 'minute' and start >= to_timestamp($1) and instance <> $2 order by start limit $3`,
      [from, instance, most],
    ),
  );
  return rows.map((row) => ({ start: Number(row['start']), record: blockOf(row) }));
}

function blockOf(row: Row): MinuteRecord | undefined {
  return Buffer.isBuffer(row['block']) ? unpack(row['block']) : undefined;
}

/** What was kept of the last month: numbers by hour, records by day. */
export async function readKept(client: Client, from: number): Promise<Restored> {
  const hours = await client.query(
    `select point from jauge.record where span = 'hour' and start >= to_timestamp($1) order by start`,
    [from],
  );
  const days = await client.query(
    `select extract(epoch from start)::float8 as start, block from jauge.record
     where span = 'day' and start >= to_timestamp($1) and block is not null order by start`,
    [from],
  );
  return {
    hours: hours.rows.map((row) => row['point'] as Point),
    days: days.rows.flatMap((row) =>
      Buffer.isBuffer(row['block']) ? [{ start: Number(row['start']), block: row['block'] }] : [],
    ),
  };
}

/** How long each span is kept, seconds: minutes for two days, hours and days for 400 days, by numbers alone after 35 days. */
export const KEPT = { minute: 2 * DAY, longer: 400 * DAY, blocks: 35 * DAY } as const;

/** Deletes what is too old. */
export async function forget(client: Client, now: number): Promise<void> {
  await within(client, async () => {
    await client.query(`delete from jauge.record where span = 'minute' and start < to_timestamp($1)`, [
      now - KEPT.minute,
    ]);
    await client.query(`delete from jauge.record where span <> 'minute' and start < to_timestamp($1)`, [
      now - KEPT.longer,
    ]);
    await client.query(
      `update jauge.record set block = null where span <> 'minute' and block is not null and start < to_timestamp($1)`,
      [now - KEPT.blocks],
    );
    await client.query(`delete from jauge.incident where over < to_timestamp($1)`, [now - KEPT.longer]);
  });
}

/** Says for all instances what happened to an incident. True for the one instance that says it first. */
export async function claim(client: Client, notice: Notice): Promise<boolean> {
  const { incident, opened, level, at } = notice;
  const values = [incident, opened / 1000, level, JSON.stringify(notice), at / 1000];
  const { rows } = await within(client, () =>
    client.query(
      notice.change === 'over'
        ? `update jauge.incident set over = to_timestamp($5), told = $4
         where incident = $1 and over is null and $2::float8 is not null and $3::text is not null returning incident`
        : `insert into jauge.incident as known (incident, opened, level, told)
         values ($1, to_timestamp($2), $3, $4)
         on conflict (incident) where over is null do update set level = excluded.level, told = excluded.told
         where known.level = 'watch' and excluded.level = 'act' and $5::float8 is not null returning incident`,
      values,
    ),
  );
  return rows.length > 0;
}

/** The last incidents, the newest first; those that go on have no end. */
export async function readIncidents(
  client: Client,
  most: number,
): Promise<readonly { readonly told: Notice; readonly isOver: boolean }[]> {
  const { rows } = await client.query(
    'select told, over is not null as over from jauge.incident order by over is null desc, opened desc limit $1',
    [most],
  );
  return rows.map((row) => ({ told: row['told'] as Notice, isOver: row['over'] === true }));
}

function floorTo(start: number, length: number): number {
  return Math.floor(start / length) * length;
}

/** The start of the minute that holds an instant. */
export function minuteOf(start: number): number {
  return floorTo(start, MINUTE);
}
