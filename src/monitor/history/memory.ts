import type { MinuteRecord } from '../../model/minute.ts';
import { addRecords } from '../add.ts';
import type { Limits } from '../limits/limits.ts';
import { createSlate, type Slate } from '../slate.ts';
import { createColumns } from './columns.ts';
import { addConsumed, type Consumed, DAY, type History, HOUR, MINUTE, SPANS, startOf } from './history.ts';
import { narrowed, pack, unpack } from './pack.ts';
import { type Point, pointOf } from './point.ts';

/** Routes kept by name; the others together. */
const MOST_ROUTES = 60;
const RECENT = 6 * HOUR;

/** A period that has ended. */
export interface Ended {
  readonly span: 'hour' | 'day';
  readonly record: MinuteRecord;
  readonly point: Point;
}

/** What another memory kept: numbers by hour, packed records by day. */
export interface Restored {
  readonly hours: readonly Point[];
  readonly days: readonly { readonly start: number; readonly block: Buffer }[];
}

export interface MemoryHistory extends History {
  /** Begins with what was kept elsewhere; records of those periods are then not counted again. */
  readonly restore: (kept: Restored) => void;
  /** Adds a record; returns the hours and days that it ends. */
  readonly put: (record: MinuteRecord) => readonly Ended[];
  /** Says again what a minute was, in all its instances, where one of them was added late. Changes the curve by minute alone. */
  readonly amend: (record: MinuteRecord) => void;
}

/** A block per period, the last so many. */
interface Blocks {
  readonly span: 'minutes' | 'hour' | 'day';
  readonly length: number;
  readonly most: number;
  readonly done: { readonly start: number; readonly block: Buffer }[];
  /** The one under way, and when its first minute began. */
  readonly open: Slate;
  began: number | undefined;
  points: readonly Point[];
  /** The last period that was restored. */
  floor: number;
}

/**
 * The past in memory: 24 hours by minute, 30 days by hour, within a fixed number of bytes. Curves are numbers in two blocks; routes are kept
 * by ten minutes for an hour, by hour for a day, by day for a month, packed. All of it goes with the process.
 */
export function memoryHistory(limits: Limits): MemoryHistory {
  const minutes = createColumns(DAY / MINUTE);
  const hours = createColumns((30 * DAY) / HOUR);
  const byMinutes = blocks('minutes', 10 * MINUTE, 6);
  const byHour = blocks('hour', HOUR, 24);
  const byDay = blocks('day', DAY, 30);
  const consumption = new Map<number, Consumed>();
  const last = createSlate();
  // Minutes not yet in the blocks.
  const waiting = createSlate();
  let points: readonly Point[] = [];

  const putInAll = (record: MinuteRecord, within: readonly Point[]): readonly Ended[] => {
    putIn(byMinutes, record, limits);
    const hour = putIn(byHour, record, limits, within);
    if (hour !== undefined && isNew(byHour, hour.record)) hours.push(hour.point);
    const day = putIn(byDay, record, limits);
    return [hour, day].filter((ended): ended is Ended => ended !== undefined);
  };

  const put = (record: MinuteRecord): readonly Ended[] => {
    const point = pointOf(record, limits);
    const narrow = narrowed(record, MOST_ROUTES);
    minutes.push(point);
    last.write(record);
    consume(consumption, record, byDay);
    if (isSame(byMinutes, record)) {
      const before = waiting.read();
      waiting.write(before === undefined ? narrow : sumOf(before, narrow));
      points = [...points, point];
      return [];
    }
    // The first minute of a block goes straight in, after those that waited: it ends the hour and the day before it.
    const before = waiting.read();
    const ended = before === undefined ? [] : putInAll(before, points);
    waiting.wipe();
    points = [];
    return [...ended, ...putInAll(narrow, [point])];
  };
  const opened = ({ open }: Blocks): MinuteRecord | undefined => {
    const current = open.read();
    const later = waiting.read();
    return current === undefined || later === undefined ? current : sumOf(current, later);
  };

  return {
    kind: 'memory',
    put,
    add: (record) => void put(record),
    amend: (record) => minutes.amend(pointOf(record, limits)),
    restore: (kept) => {
      for (const point of kept.hours) hours.push(point);
      byHour.floor = Math.max(-1, ...kept.hours.map(({ start }) => Math.floor(start / HOUR)));
      byDay.done.push(...kept.days.slice(-byDay.most));
      byDay.floor = Math.max(-1, ...kept.days.map(({ start }) => Math.floor(start / DAY)));
      for (const { start, block } of kept.days) {
        consumption.set(Math.floor(start / DAY), unpack(block)?.consumed ?? {});
      }
    },
    read: async (span, now) => {
      const start = now - SPANS[span];
      const hour = opened(byHour);
      const open = hour === undefined ? [] : [pointOf(hour, limits, [...byHour.points, ...points])];
      const curve = span === 'month' ? [...hours.since(start), ...open] : minutes.since(start);
      const from = { hour: byMinutes, day: byHour, month: byDay }[span];
      return { points: curve, record: gathered(from, opened(from), start) };
    },
    recent: async (now) => minutes.since(now - RECENT),
    hours: async (now) => hours.since(now - SPANS.month),
    consumed: async (period, now) => consumedSince(consumption, startOf(period, now)),
    latest: async (now) => {
      const latest = last.read();
      return latest === undefined || latest.start < now - 3 * MINUTE ? undefined : latest;
    },
    lost: () => 0,
    close: async () => undefined,
  };
}

function blocks(span: Blocks['span'], length: number, most: number): Blocks {
  return { span, length, most, done: [], open: createSlate(), began: undefined, points: [], floor: -1 };
}

function isNew(to: Blocks, record: MinuteRecord): boolean {
  return Math.floor(record.start / to.length) > to.floor;
}

/** A clock set back goes on in the same block. */
function isSame({ began, length }: Blocks, record: MinuteRecord): boolean {
  return began !== undefined && Math.floor(record.start / length) <= Math.floor(began / length);
}

function sumOf(one: MinuteRecord, other: MinuteRecord): MinuteRecord {
  return narrowed(addRecords(one, other, 'times'), MOST_ROUTES * 2);
}

/** Adds a record to the block of its time; returns the block that it ends. */
function putIn(to: Blocks, record: MinuteRecord, limits: Limits, points: readonly Point[] = []): Ended | undefined {
  const current = to.open.read();
  if (current !== undefined && isSame(to, record)) {
    open(to, sumOf(current, record));
    to.points = [...to.points, ...points];
    return undefined;
  }
  const ended = current === undefined ? undefined : end(to, current, limits);
  open(to, record);
  to.points = points;
  return ended;
}

function open(to: Blocks, record: MinuteRecord): void {
  to.open.write(record);
  to.began = record.start;
}

function end(to: Blocks, current: MinuteRecord, limits: Limits): Ended | undefined {
  const record = narrowed(current, MOST_ROUTES);
  const isRestored = to.span === 'day' && !isNew(to, record);
  if (!isRestored) to.done.push({ start: record.start, block: pack(record) });
  if (to.done.length > to.most) to.done.shift();
  if (to.span === 'minutes' || isRestored) return undefined;
  return { span: to.span, record, point: pointOf(record, limits, to.points) };
}

function gathered(from: Blocks, open: MinuteRecord | undefined, start: number): MinuteRecord | undefined {
  const kept = from.done
    .filter((block) => block.start + from.length > start)
    .flatMap(({ block }) => unpack(block) ?? []);
  const all = open === undefined ? kept : [...kept, open];
  return all.reduce<MinuteRecord | undefined>(
    (sum, record) => (sum === undefined ? record : addRecords(sum, record, 'times')),
    undefined,
  );
}

/** By day, the last two months: allowances are counted by calendar. */
function consume(consumption: Map<number, Consumed>, record: MinuteRecord, days: Blocks): void {
  if (Object.keys(record.consumed).length === 0 || !isNew(days, record)) return;
  const day = Math.floor(record.start / DAY);
  consumption.set(day, addConsumed(consumption.get(day) ?? {}, record.consumed));
  for (const known of consumption.keys()) if (known < day - 62) consumption.delete(known);
}

function consumedSince(consumption: ReadonlyMap<number, Consumed>, start: number): Consumed {
  return [...consumption]
    .filter(([day]) => day * DAY >= start)
    .reduce<Consumed>((sum, [, consumed]) => addConsumed(sum, consumed), {});
}
