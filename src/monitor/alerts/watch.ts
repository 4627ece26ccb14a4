import type { MinuteRecord } from '../../model/minute.ts';
import type { Notice } from '../deliver/notice.ts';
import { type DayLevel, dayLevelsOf } from '../headroom/trend.ts';
import type { History } from '../history/history.ts';
import type { PostgresHistory, ToldIncident } from '../history/postgres/index.ts';
import type { Limits } from '../limits/limits.ts';
import { readingsOf } from './rules.ts';
import { type AlertStates, step } from './step.ts';

export interface WatchOptions {
  readonly history: History | PostgresHistory;
  readonly limits: Limits;
  readonly instance: string;
  readonly tell: (notice: Notice) => void;
}

export interface Watch {
  /** Judges the last minutes, and tells what this instance is the one to tell. `now` is in seconds since 1970. */
  readonly judge: (now: number) => Promise<void>;
  /** The last incidents, those that go on first. */
  readonly incidents: () => readonly ToldIncident[];
  readonly days: () => readonly DayLevel[];
}

const MOST_INCIDENTS = 20;

interface State {
  states: AlertStates;
  incidents: readonly ToldIncident[];
  days: readonly DayLevel[];
  isRestored: boolean;
}

/** Follows the rules from minute to minute. With a store, an incident is told by the instance that claims it first. */
export function createWatch(options: WatchOptions): Watch {
  const state: State = { states: {}, incidents: [], days: [], isRestored: false };
  return {
    incidents: () => state.incidents,
    days: () => state.days,
    judge: (now) => judge(now, options, state),
  };
}

async function judge(now: number, { history, limits, instance, tell }: WatchOptions, state: State): Promise<void> {
  const record = await history.latest(now);
  state.days = dayLevelsOf(await history.hours(now), now);
  if (record === undefined) return;
  // A database that sleeps when nobody comes is left asleep.
  const isAwake = record.total.requests > 0 || Object.keys(state.states).length > 0;
  const store = isAwake && 'claim' in history ? history : undefined;
  if (store !== undefined && !state.isRestored) await restore(store, state);
  const sight = { now, record, points: await history.recent(now), days: state.days, limits };
  const consumed = { day: await history.consumed('day', now), month: await history.consumed('month', now) };
  const { states, notices } = step(state.states, readingsOf({ ...sight, consumed }), now * 1000);
  state.states = states;
  for (const notice of notices) {
    remember(state, notice);
    if (await isMine(notice, record, store, instance)) tell(notice);
  }
  if (store !== undefined) state.incidents = (await store.incidents(MOST_INCIDENTS)) ?? state.incidents;
  state.incidents = refreshed(state);
}

/** Incidents that were open when a former process ended go on; without this, nobody would tell their end. */
async function restore(store: PostgresHistory, state: State): Promise<void> {
  const known = await store.incidents(MOST_INCIDENTS);
  if (known === undefined) return;
  state.isRestored = true;
  const open = known.filter(({ told, isOver }) => !isOver && state.states[told.incident] === undefined);
  const adopted = open.map(({ told }) => [
    told.incident,
    { level: told.level, overWatch: 0, overAct: 0, below: 0, opened: told.opened, told },
  ]);
  state.states = { ...state.states, ...Object.fromEntries(adopted) };
}

/** With a store, the first to claim; when it cannot say, the first of the instances by name, so that one speaks and not all. */
async function isMine(
  notice: Notice,
  record: MinuteRecord,
  store: PostgresHistory | undefined,
  instance: string,
): Promise<boolean> {
  if (store === undefined) return true;
  const claimed = await store.claim(notice);
  return claimed ?? [...record.instances].sort()[0] === instance;
}

function remember(state: State, notice: Notice): void {
  const others = state.incidents.filter(
    ({ told }) => told.incident !== notice.incident || told.opened !== notice.opened,
  );
  state.incidents = [{ told: notice, isOver: notice.change === 'over' }, ...others].slice(0, MOST_INCIDENTS);
}

/** What goes on is shown with its present values, before what is over. */
function refreshed({ states, incidents }: State): readonly ToldIncident[] {
  const live = incidents.map((incident) => {
    const told = states[incident.told.incident]?.told;
    return incident.isOver || told === undefined ? incident : { ...incident, told };
  });
  return [...live.filter(({ isOver }) => !isOver), ...live.filter(({ isOver }) => isOver)];
}
