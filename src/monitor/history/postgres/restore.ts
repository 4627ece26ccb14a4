import type { MinuteRecord } from '../../../model/minute.ts';
import { addRecords } from '../../add.ts';
import { DAY, MINUTE } from '../history.ts';
import { type Ended, memoryHistory } from '../memory.ts';
import type { Client } from './client.ts';
import { KEPT, minuteOf, readKept, readMinutes } from './rows.ts';
import { keyOf, type PostgresOptions, type State } from './state.ts';

/** Rows read at once. */
const PAGE = 100;

/** Once, at the first connection: what earlier processes and other instances kept, then what this one has counted since it started. */
export async function restore(client: Client, state: State, options: PostgresOptions): Promise<void> {
  const now = options.now();
  const memory = memoryHistory(options.limits);
  memory.restore(await readKept(client, now - 30 * DAY));
  const ended: Ended[] = [];
  for (let from = now - KEPT.minute; ; ) {
    const page = await readMinutes(client, from, options.instance, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    // The last minute of a page may go on in the next one: it is read again.
    const isWhole = page.length < PAGE || last.start === page[0]?.start;
    const rows = page.filter(({ start }) => isWhole || start < last.start).flatMap(({ record }) => record ?? []);
    for (const record of rows) state.seen.set(keyOf(record), record.start);
    for (const record of merged(rows)) {
      ended.push(...memory.put(record));
      await breath();
    }
    if (page.length < PAGE) break;
    from = isWhole ? last.start + 1 : last.start;
  }
  for (const record of state.replay.splice(0)) ended.push(...memory.put(record));
  state.memory = memory;
  state.ended.push(...ended);
}

/** The same minute of several instances as one record, in the order of time. */
export function merged(records: readonly MinuteRecord[]): readonly MinuteRecord[] {
  const byMinute = new Map<number, MinuteRecord>();
  for (const record of [...records].sort((one, other) => one.start - other.start)) {
    const at = minuteOf(record.start);
    const known = byMinute.get(at);
    const together = known?.instances.some((instance) => record.instances.includes(instance)) ? 'times' : 'instances';
    byMinute.set(at, known === undefined ? record : addRecords(known, record, together));
  }
  return [...byMinute.values()];
}

/** Minutes of the other instances that were not counted yet: those of the last quarter of an hour, for an instance that wrote late. */
export async function readOthers(
  client: Client,
  state: State,
  options: PostgresOptions,
): Promise<readonly MinuteRecord[]> {
  const from = options.now() - 15 * MINUTE;
  const rows = await readMinutes(client, from, options.instance, 10 * PAGE);
  for (const [key, start] of state.seen) if (start < from - MINUTE) state.seen.delete(key);
  const fresh = rows.flatMap(({ record }) => record ?? []).filter((record) => !state.seen.has(keyOf(record)));
  for (const record of fresh) state.seen.set(keyOf(record), record.start);
  return fresh;
}

/** Minutes that were counted before these came: percentiles do not add, so all the instances of each are read again and their histograms added. */
export async function amend(client: Client, state: State, late: readonly MinuteRecord[]): Promise<void> {
  const minutes = new Set(late.map(({ start }) => minuteOf(start)));
  const rows = await readMinutes(client, Math.min(...minutes), '', 10 * PAGE);
  for (const record of merged(rows.flatMap(({ record: kept }) => kept ?? []))) {
    if (minutes.has(minuteOf(record.start))) state.memory.amend(record);
  }
}

/** Lets the requests that wait go first. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
