/**
 * In: closed minutes of this instance, and the application's own PostgreSQL. Out: one history for every instance and every start.
 * Must not: use a connection of the application, wait for the database on the way of a request, or throw: what cannot be written is counted.
 */
import type { Notice } from '../../deliver/notice.ts';
import type { History } from '../history.ts';
import { pointOf } from '../point.ts';
import type { Client } from './client.ts';
import { back, before, inTurn } from './conversation.ts';
import { amend, merged, readOthers } from './restore.ts';
import { claim, forget, readIncidents, writeEnded, writeMinutes } from './rows.ts';
import { newState, type PostgresOptions, put, type State } from './state.ts';

export type { PostgresOptions } from './state.ts';

/** An incident as it was told. */
export interface ToldIncident {
  readonly told: Notice;
  readonly isOver: boolean;
}

export interface PostgresHistory extends History {
  /** True when this instance is the one to tell it; undefined when the database cannot say. */
  readonly claim: (notice: Notice) => Promise<boolean | undefined>;
  readonly incidents: (most: number) => Promise<readonly ToldIncident[] | undefined>;
  /** Settles when what was handed over is written and counted, or given up for now. */
  readonly settled: () => Promise<void>;
}

/** Minutes kept for a database that is away: beyond an hour, the oldest are lost. */
const MOST_PENDING = 60;
const DELAY = 10_000;
const HOUR = 3600;

export function postgresHistory(options: PostgresOptions): PostgresHistory {
  const state = newState(options.limits);
  const converse = <T>(work: (client: Client) => Promise<T>): Promise<T | undefined> => inTurn(state, options, work);
  const writePending = (): Promise<void> => converse((client) => write(client, state, options)).then(() => undefined);
  let syncing: Promise<void> = Promise.resolve();

  const sync = async (): Promise<void> => {
    state.timer = undefined;
    const others = (await converse((client) => readOthers(client, state, options))) ?? [];
    const counted = state.counted;
    for (const record of merged([...state.waiting.splice(0), ...others])) put(state, record);
    const late = others.filter(({ start }) => start <= counted);
    if (late.length > 0) await converse((client) => amend(client, state, late));
    await converse((client) => keep(client, state, options));
  };

  return {
    kind: 'postgres',
    read: (span, now) => state.memory.read(span, now),
    recent: (now) => state.memory.recent(now),
    hours: (now) => state.memory.hours(now),
    consumed: (period, now) => state.memory.consumed(period, now),
    latest: (now) => state.memory.latest(now),
    lost: () => state.lost,
    claim: (notice) => converse((client) => claim(client, notice)),
    incidents: (most) => converse((client) => readIncidents(client, most)),
    settled: async () => {
      await syncing;
      await state.turn;
    },
    add: (record) => {
      if (state.isClosed) return;
      // A database that sleeps when nobody comes must be left asleep: a minute without requests is not written.
      const isQuiet = record.total.requests === 0;
      if (isQuiet && state.timer === undefined) return put(state, record);
      state.waiting.push(record);
      if (isQuiet) return;
      state.pending.push({ record, point: pointOf(record, options.limits) });
      bound(state);
      void writePending();
      state.timer ??= setTimeout(() => {
        syncing = sync();
      }, options.delay ?? DELAY).unref();
    },
    close: async (limit) => {
      clearTimeout(state.timer);
      if (state.pending.length > 0) await before(limit, writePending());
      state.isClosed = true;
      const { client } = state;
      state.client = undefined;
      if (client !== undefined)
        await before(
          limit,
          client.end().catch(() => undefined),
        );
    },
  };
}

function bound(state: State): void {
  while (state.pending.length > MOST_PENDING) {
    state.pending.shift();
    state.lost += 1;
    state.lostSinceAway += 1;
  }
}

async function write(client: Client, state: State, options: PostgresOptions): Promise<void> {
  const pending = [...state.pending];
  if (pending.length === 0) return;
  await writeMinutes(client, options.instance, pending);
  back(state, options);
  state.pending.splice(0, state.pending.length, ...state.pending.filter((each) => !pending.includes(each)));
}

/** Writes the hours and days that ended, and once an hour forgets what is too old. */
async function keep(client: Client, state: State, options: PostgresOptions): Promise<void> {
  const ended = [...state.ended];
  await writeEnded(client, ended);
  state.ended.splice(0, ended.length);
  const now = options.now();
  if (now - state.forgotAt < HOUR) return;
  await forget(client, now);
  state.forgotAt = now;
}
