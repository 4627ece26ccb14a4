import type { Notice } from '../deliver/notice.ts';
import type { Key } from '../words/index.ts';
import { PATIENCE, type Reading } from './reading.ts';

export type Level = 'calm' | 'watch' | 'act';

/** What is remembered of a rule and its subject. */
export interface RuleState {
  readonly level: Level;
  /** Minutes in a row beyond each value, and below what ends the incident. */
  readonly overWatch: number;
  readonly overAct: number;
  readonly below: number;
  /** Milliseconds since 1970; of the incident under way. */
  readonly opened: number;
  /** The last notice of the incident under way: its end is told with the same words. */
  readonly told?: Notice;
}

export type AlertStates = Readonly<Record<string, RuleState>>;

const CALM: RuleState = { level: 'calm', overWatch: 0, overAct: 0, below: 0, opened: 0 };

function keyOf({ rule, subject }: Pick<Reading, 'rule' | 'subject'>): string {
  return subject === undefined ? rule : `${rule}:${subject}`;
}

/**
 * One minute of every rule. An incident opens when the value has stayed beyond its limit for the rule's patience, worsens once, and is over
 * when the value has stayed well below for long enough: one notice for each of these, whatever happens between. A subject without a reading
 * is at zero.
 */
export function step(
  states: AlertStates,
  readings: readonly Reading[],
  now: number,
): { readonly states: AlertStates; readonly notices: readonly Notice[] } {
  const seen = new Map(readings.map((reading) => [keyOf(reading), reading]));
  const next: Record<string, RuleState> = {};
  const notices: Notice[] = [];
  for (const key of new Set([...seen.keys(), ...Object.keys(states)])) {
    const { state, notice } = stepOne(key, states[key] ?? CALM, seen.get(key), now);
    if (notice !== undefined) notices.push(notice);
    if (state.level !== 'calm' || state.overWatch + state.overAct > 0) next[key] = state;
  }
  return { states: next, notices };
}

interface Stepped {
  readonly state: RuleState;
  readonly notice?: Notice;
}

function stepOne(key: string, before: RuleState, reading: Reading | undefined, now: number): Stepped {
  const counted = count(key, before, reading);
  const level = levelOf(key, counted);
  if (level === counted.level) return { state: refreshed(counted, reading, now) };
  if (level === 'calm') return closed(counted, now);
  if (reading === undefined) return { state: counted };
  const opened = counted.level === 'calm' ? now : counted.opened;
  const change = counted.level === 'calm' ? 'opened' : 'raised';
  const notice = noticeOf(key, reading, { change, level, opened, at: now });
  return { state: { ...counted, level, opened, told: notice }, notice };
}

function ruleOf(key: string): keyof typeof PATIENCE {
  return key.split(':')[0] as keyof typeof PATIENCE;
}

function count(key: string, before: RuleState, reading: Reading | undefined): RuleState {
  const value = reading?.value ?? 0;
  const isOver = (limit: number | undefined): boolean => limit !== undefined && value >= limit;
  const ends =
    reading === undefined ? Number.POSITIVE_INFINITY : (reading.watch ?? reading.act ?? 0) * PATIENCE[ruleOf(key)].ease;
  return {
    ...before,
    overWatch: isOver(reading?.watch) || isOver(reading?.act) ? before.overWatch + 1 : 0,
    overAct: isOver(reading?.act) ? before.overAct + 1 : 0,
    below: value < ends ? before.below + 1 : 0,
  };
}

/** An incident never goes back from acting to watching: it worsens, or it is over. */
function levelOf(key: string, { level, overWatch, overAct, below }: RuleState): Level {
  const patience = PATIENCE[ruleOf(key)];
  if (overAct >= patience.act) return 'act';
  if (level === 'act') return below >= patience.over ? 'calm' : 'act';
  if (level === 'watch') return below >= patience.over ? 'calm' : 'watch';
  return overWatch >= patience.watch ? 'watch' : 'calm';
}

/** The page shows an incident under way with the values of now. */
function refreshed(state: RuleState, reading: Reading | undefined, now: number): RuleState {
  if (state.level === 'calm' || state.told === undefined) return state;
  const { change, opened, params } = state.told;
  if (reading === undefined) return { ...state, told: { ...state.told, params: { ...params, value: 0 }, at: now } };
  return { ...state, told: noticeOf(state.told.incident, reading, { change, level: state.level, opened, at: now }) };
}

function closed(state: RuleState, now: number): Stepped {
  if (state.told === undefined) return { state: CALM };
  return { state: CALM, notice: { ...state.told, change: 'over', at: now } };
}

function noticeOf(
  incident: string,
  reading: Reading,
  when: Pick<Notice, 'change' | 'level' | 'opened' | 'at'>,
): Notice {
  const { rule, value, routes, remedy } = reading;
  const limit = (when.level === 'act' ? reading.act : reading.watch) ?? reading.watch ?? reading.act ?? 0;
  return {
    ...when,
    incident,
    what: `alert.${rule}` as Key,
    params: { ...reading.params, value, limit },
    routes,
    remedy,
  };
}
